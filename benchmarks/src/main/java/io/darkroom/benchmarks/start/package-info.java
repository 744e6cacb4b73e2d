/** How long services take to start, and what they hold at rest. */
@NullMarked
package io.darkroom.benchmarks.start;

import org.jspecify.annotations.NullMarked;
