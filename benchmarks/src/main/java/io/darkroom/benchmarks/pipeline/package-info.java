/** Load on a running Darkroom, from outside. */
@NullMarked
package io.darkroom.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
