/** Pixel work against the JDK's own, by JMH. */
@NullMarked
package io.darkroom.benchmarks.pixels;

import org.jspecify.annotations.NullMarked;
