/** Captions by a slow model that stands in for a real one: how full its line is kept. */
@NullMarked
package io.darkroom.benchmarks.captions;

import org.jspecify.annotations.NullMarked;
