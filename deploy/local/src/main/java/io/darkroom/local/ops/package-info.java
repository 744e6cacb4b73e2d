/** {@code ./darkroom ops}: shows and steers a running Darkroom over its HTTP API. */
@NullMarked
package io.darkroom.local.ops;

import org.jspecify.annotations.NullMarked;
