/**
 * Black-box tests: the whole of Darkroom as {@code ./darkroom up} starts it, driven and watched
 * only from outside.
 */
@NullMarked
package io.darkroom.systemtests;

import org.jspecify.annotations.NullMarked;
