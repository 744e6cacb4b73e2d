/** How fast Darkroom is, measured: the command line behind {@code ./darkroom bench}. */
@NullMarked
package io.darkroom.benchmarks;

import org.jspecify.annotations.NullMarked;
