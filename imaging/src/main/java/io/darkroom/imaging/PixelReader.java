package io.darkroom.imaging;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** OpenCV's decoder, told to leave orientation to us, which it does for all types but TIFF. */
final class PixelReader {

    /** Pixels from which on a picture is read strip by strip where that can be: 120 MB of BGR. */
    private static final long VERY_LARGE = 40_000_000;

    private PixelReader() {}

    static Mat read(BytePointer bytes, long size, ImageInfo info, int shortSide) {
        if (info.type() == ImageType.HEIC || info.type() == ImageType.AVIF) {
            return heif(bytes, size, info);
        }
        int factor = streamed(info, shortSide);
        if (factor > 1) {
            return VipsPictures.installed().orElseThrow().shrunk(bytes, size, info.type(), factor);
        }
        Mat encoded = new Mat(1, Math.toIntExact(size), opencv_core.CV_8UC1, bytes);
        int reduction = reduction(info, shortSide);
        Mat mat = decode(encoded, flags(info, reduction));
        boolean upright = orientationLeft(info) == 1;
        int width = Math.ceilDiv(upright ? info.width() : info.rawWidth(), reduction);
        int height = Math.ceilDiv(upright ? info.height() : info.rawHeight(), reduction);
        if (mat.empty() || mat.cols() != width || mat.rows() != height) {
            throw new ImageException.Corrupt(
                    "The %s's compressed data cannot be decoded. Save the picture again and send that."
                            .formatted(info.type()));
        }
        return mat;
    }

    private static Mat heif(BytePointer bytes, long size, ImageInfo info) {
        Mat mat =
                VipsPictures.installed()
                        .orElseThrow(
                                () -> ImageException.UnsupportedType.withoutLibvips(info.type()))
                        .decode(bytes, size, info.type());
        if (mat.cols() != info.width() || mat.rows() != info.height()) {
            throw new ImageException.Corrupt(
                    "The %s says that it is %d by %d pixels and holds %d by %d. Save it again and send that."
                            .formatted(
                                    info.type(),
                                    info.width(),
                                    info.height(),
                                    mat.cols(),
                                    mat.rows()));
        }
        return mat;
    }

    /**
     * By what a very large picture is divided while it is read, so that all its pixels never lie in
     * memory together; 1 where it is small, where a fraction will not do, or without libvips.
     */
    private static int streamed(ImageInfo info, int shortSide) {
        boolean plain =
                (info.type() == ImageType.PNG || info.type() == ImageType.TIFF)
                        && info.orientation() == 1
                        && !info.alpha()
                        && info.colours() != ColourModel.CMYK;
        if (!plain || shortSide <= 0 || info.pixels() < VERY_LARGE) {
            return 1;
        }
        int factor = Math.min(info.width(), info.height()) / shortSide;
        return VipsPictures.installed().isPresent() ? Math.max(1, factor) : 1;
    }

    /** What is still to be done to what {@link #read} gave. */
    static int orientationLeft(ImageInfo info) {
        return info.type() == ImageType.TIFF ? 1 : info.orientation();
    }

    private static Mat decode(Mat encoded, int flags) {
        try {
            return opencv_imgcodecs.imdecode(encoded, flags);
        } catch (RuntimeException e) {
            throw new ImageException.Corrupt(
                    "The compressed data cannot be decoded. Save the picture again and send that.",
                    e);
        }
    }

    private static int reduction(ImageInfo info, int shortSide) {
        int side = Math.min(info.rawWidth(), info.rawHeight());
        if (info.type() != ImageType.JPEG || shortSide <= 0) {
            return 1;
        }
        int reduction = 8;
        while (reduction > 1 && Math.ceilDiv(side, reduction) < shortSide) {
            reduction /= 2;
        }
        return reduction;
    }

    private static int flags(ImageInfo info, int reduction) {
        if (info.type() != ImageType.JPEG) {
            return opencv_imgcodecs.IMREAD_UNCHANGED;
        }
        int colour =
                switch (reduction) {
                    case 8 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
                    case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
                    case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
                    default -> opencv_imgcodecs.IMREAD_COLOR;
                };
        return colour | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
    }
}
