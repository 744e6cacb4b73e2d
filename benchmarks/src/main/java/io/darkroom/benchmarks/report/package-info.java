/** Figures: samples, tables, the machine they were taken on. */
@NullMarked
package io.darkroom.benchmarks.report;

import org.jspecify.annotations.NullMarked;
