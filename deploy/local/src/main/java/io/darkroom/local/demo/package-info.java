/**
 * {@code ./darkroom demo}: real pictures all the way, and a page that shows what became of them.
 */
@NullMarked
package io.darkroom.local.demo;

import org.jspecify.annotations.NullMarked;
