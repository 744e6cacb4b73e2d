package io.darkroom.transform.smartcrop;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.UploadRequest.Renditions.Format;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.Picture;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts the files of one box out of a picture; what comes out alike is made once. */
final class CropCutter {
    private static final int JPEG_QUALITY = 82;
    private static final int WEBP_QUALITY = 82;

    /** About as good to look at as the others at theirs. */
    private static final int AVIF_QUALITY = 55;

    private final Picture picture;
    private final double x;
    private final double y;
    private final double width;
    private final double height;
    private final Map<Shape, byte[]> made = new HashMap<>();

    /**
     * @param picture the original, perhaps decoded smaller
     * @param box in pixels of the original
     * @param full the original's size in pixels
     */
    CropCutter(Picture picture, Box box, Frame full) {
        double sx = scale(picture.width(), full.width());
        double sy = scale(picture.height(), full.height());
        this.picture = picture;
        this.x = Math.min(box.x() * sx, picture.width() - 1);
        this.y = Math.min(box.y() * sy, picture.height() - 1);
        this.width = Math.clamp(box.width() * sx, 1, picture.width() - x);
        this.height = Math.clamp(box.height() * sy, 1, picture.height() - y);
    }

    /** A reduced decode has exactly a half, a quarter or an eighth, and its last pixel is part. */
    private static double scale(int decoded, int full) {
        int divisor = Math.round((float) full / decoded);
        return Math.ceilDiv(full, Math.max(1, divisor)) == decoded
                ? 1.0 / divisor
                : (double) decoded / full;
    }

    private record Shape(int width, int height, Encoding encoding) {}

    Encoding encoding(@Nullable Format format) {
        if (format == null) {
            // WebP keeps transparency at a fraction of a PNG's bytes.
            return picture.hasAlpha() ? Encoding.webp(WEBP_QUALITY) : Encoding.jpeg(JPEG_QUALITY);
        }
        return switch (format) {
            case JPEG -> Encoding.jpeg(JPEG_QUALITY);
            case WEBP -> Encoding.webp(WEBP_QUALITY);
            case AVIF -> Encoding.avif(AVIF_QUALITY);
        };
    }

    byte[] file(CropFiles.Wanted wanted) {
        var shape = new Shape(wanted.width(), wanted.height(), encoding(wanted.format()));
        return made.computeIfAbsent(shape, this::make);
    }

    private byte[] make(Shape shape) {
        try (Picture cut = picture.sampled(x, y, width, height, shape.width(), shape.height())) {
            return ImageEncoder.encode(cut, shape.encoding());
        }
    }
}
