package io.darkroom.imaging;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** OpenCV's decoder, told to leave orientation to us, which it does for all types but TIFF. */
final class PixelReader {

    private PixelReader() {}

    static Mat read(BytePointer bytes, long size, ImageInfo info, int shortSide) {
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
