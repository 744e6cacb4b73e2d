package io.darkroom.transform.smartcrop;

import io.darkroom.contracts.Box;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.Picture;

/** A crop as a file: at most {@link #LONG_SIDE} pixels on its long side, never enlarged. */
@SuppressWarnings("ArrayRecordComponent") // handed straight to the object store, never compared
record CropFile(byte[] content, String contentType, int width, int height) {
    static final int LONG_SIDE = 1080;
    private static final int QUALITY = 82;

    /**
     * Cuts a box out of a picture.
     *
     * @param picture the original, perhaps decoded smaller
     * @param box in pixels of the original
     * @param fullWidth the original's width in pixels
     * @param fullHeight the original's height in pixels
     */
    static CropFile cut(Picture picture, Box box, int fullWidth, int fullHeight) {
        double shrink = Math.min(1, (double) LONG_SIDE / Math.max(box.width(), box.height()));
        int width = Math.max(1, (int) Math.round(box.width() * shrink));
        int height = Math.max(1, (int) Math.round(box.height() * shrink));
        double sx = (double) picture.width() / fullWidth;
        double sy = (double) picture.height() / fullHeight;
        int x = Math.min((int) Math.round(box.x() * sx), picture.width() - 1);
        int y = Math.min((int) Math.round(box.y() * sy), picture.height() - 1);
        int w = Math.clamp(Math.round(box.width() * sx), 1, picture.width() - x);
        int h = Math.clamp(Math.round(box.height() * sy), 1, picture.height() - y);
        // WebP keeps transparency at a fraction of a PNG's bytes.
        Encoding encoding = picture.hasAlpha() ? Encoding.webp(QUALITY) : Encoding.jpeg(QUALITY);
        try (Picture cut = picture.cropped(x, y, w, h, width, height)) {
            return new CropFile(
                    ImageEncoder.encode(cut, encoding),
                    encoding.type().contentType(),
                    width,
                    height);
        }
    }
}
