/**
 * Pixels in, pixels out: what a file is, a safe decode to upright 8-bit sRGB, resize, crop, encode,
 * metadata and a perceptual hash.
 *
 * <p>Nothing here knows a framework, a topic or a bucket. Native work should run in {@link
 * io.darkroom.imaging.PixelWorkers}: a native call pins the virtual thread that makes it.
 */
@NullMarked
package io.darkroom.imaging;

import org.jspecify.annotations.NullMarked;
