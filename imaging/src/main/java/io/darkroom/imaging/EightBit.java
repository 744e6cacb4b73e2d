package io.darkroom.imaging;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Whatever a decoder gives, as BGR or BGRA of 8 bits. Takes the matrix over and releases it where
 * it gives another: a picture at the limit has hundreds of megabytes.
 */
final class EightBit {

    private EightBit() {}

    static Mat bgr(Mat raw, ImageInfo info) {
        Mat mat = depth(raw);
        return switch (mat.channels()) {
            case 1 -> colours(mat, opencv_imgproc.COLOR_GRAY2BGR);
            case 3 -> mat;
            case 4 ->
                    info.alpha()
                            ? unassociated(mat, info)
                            : colours(mat, opencv_imgproc.COLOR_BGRA2BGR);
            default ->
                    throw new ImageException.Corrupt(
                            "The picture has %d channels; 1, 3 or 4 are taken."
                                    .formatted(mat.channels()));
        };
    }

    /** OpenCV gives the colours of an 8-bit TIFF already weighted by their opacity. */
    private static Mat unassociated(Mat mat, ImageInfo info) {
        boolean weighted = info.type() == ImageType.TIFF && info.bitDepth() == 8;
        return weighted ? Alpha.unpremultiply(mat) : mat;
    }

    private static Mat depth(Mat raw) {
        return switch (raw.depth()) {
            case opencv_core.CV_8U -> raw;
            case opencv_core.CV_16U -> {
                Mat mat = new Mat();
                raw.convertTo(mat, opencv_core.CV_8U, 1 / 257.0, 0);
                raw.release();
                yield mat;
            }
            default ->
                    throw new ImageException.Corrupt(
                            "The picture's samples are neither 8 nor 16 bits.");
        };
    }

    private static Mat colours(Mat mat, int code) {
        Mat converted = new Mat();
        opencv_imgproc.cvtColor(mat, converted, code);
        mat.release();
        return converted;
    }
}
