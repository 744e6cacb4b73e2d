/** The engine that needs no model and no network: it says what can be measured, and no more. */
@NullMarked
package io.darkroom.captioning.builtin;

import org.jspecify.annotations.NullMarked;
