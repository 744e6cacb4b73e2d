package io.darkroom.imaging;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pixels to a file. */
public final class ImageEncoder {

    /** A dimension of WebP is stored in 14 bits, one of JPEG in 16. */
    private static final int WEBP_SIDE = 16_383;

    private static final int JPEG_SIDE = 65_500;
    private static final int AVIF_SIDE = 65_535;

    private ImageEncoder() {}

    /**
     * Encodes a picture; it stays open and as it was.
     *
     * @throws IllegalArgumentException where it is too large for the type
     * @throws UnsupportedOperationException where nothing here {@link #writes} the type
     */
    public static byte[] encode(Picture picture, Encoding encoding) {
        requireSide(picture, encoding);
        if (encoding instanceof Encoding.Avif(int quality)) {
            return avif(picture, quality);
        }
        try (PointerScope _ = new PointerScope();
                BytePointer out = new BytePointer()) {
            Mat pixels = pixels(picture, encoding);
            String extension = "." + encoding.type().extension();
            if (!opencv_imgcodecs.imencode(extension, pixels, out, parameters(encoding))) {
                throw new IllegalStateException(
                        "The picture could not be encoded as " + encoding.type());
            }
            byte[] bytes = new byte[Math.toIntExact(out.limit())];
            out.get(bytes);
            return bytes;
        }
    }

    /** Whether this type can be written on this machine. */
    public static boolean writes(ImageType type) {
        return switch (type) {
            case JPEG, PNG, WEBP -> true;
            case AVIF -> VipsPictures.installed().filter(VipsPictures::writesAvif).isPresent();
            case HEIC, TIFF, GIF -> false;
        };
    }

    private static byte[] avif(Picture picture, int quality) {
        VipsPictures vips =
                VipsPictures.installed()
                        .orElseThrow(() ->
                                new UnsupportedOperationException(
                                        "AVIF is written only where libvips is installed"));
        try (PointerScope _ = new PointerScope()) {
            return vips.avif(picture.mat(), quality);
        }
    }

    private static Mat pixels(Picture picture, Encoding encoding) {
        boolean flatten = encoding instanceof Encoding.Jpeg && picture.hasAlpha();
        return flatten ? Flattening.onWhite(picture.mat()) : picture.mat();
    }

    private static IntPointer parameters(Encoding encoding) {
        return switch (encoding) {
            case Encoding.Jpeg(int quality, boolean progressive) ->
                    new IntPointer(
                            opencv_imgcodecs.IMWRITE_JPEG_QUALITY,
                            quality,
                            opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE,
                            1,
                            opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
                            progressive ? 1 : 0,
                            opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
                            opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_420);
            case Encoding.WebP(int quality) ->
                    new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, quality);
            case Encoding.Avif avif -> throw new IllegalArgumentException("AVIF is not OpenCV's");
            case Encoding.Png() -> new IntPointer(opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 6);
        };
    }

    private static void requireSide(Picture picture, Encoding encoding) {
        int side =
                switch (encoding) {
                    case Encoding.Jpeg jpeg -> JPEG_SIDE;
                    case Encoding.WebP webp -> WEBP_SIDE;
                    case Encoding.Avif avif -> AVIF_SIDE;
                    case Encoding.Png png -> Integer.MAX_VALUE;
                };
        if (Math.max(picture.width(), picture.height()) > side) {
            throw new IllegalArgumentException(
                    "A %s has at most %d pixels a side; make the picture smaller or choose PNG"
                            .formatted(encoding.type(), side));
        }
    }
}
