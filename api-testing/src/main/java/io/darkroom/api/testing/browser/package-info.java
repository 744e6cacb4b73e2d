/** A real browser, and what its pages are held to. */
@NullMarked
package io.darkroom.api.testing.browser;

import org.jspecify.annotations.NullMarked;
