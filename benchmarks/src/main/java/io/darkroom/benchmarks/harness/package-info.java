/** What every benchmark is made of and works on. */
@NullMarked
package io.darkroom.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
