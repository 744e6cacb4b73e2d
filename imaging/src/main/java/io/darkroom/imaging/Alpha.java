package io.darkroom.imaging;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Colours weighted by their opacity, and back. */
final class Alpha {

    private Alpha() {}

    static Mat premultiply(Mat bgra) {
        return convert(bgra, opencv_imgproc.COLOR_RGBA2mRGBA);
    }

    static Mat unpremultiply(Mat bgra) {
        return convert(bgra, opencv_imgproc.COLOR_mRGBA2RGBA);
    }

    private static Mat convert(Mat bgra, int code) {
        Mat converted = new Mat();
        opencv_imgproc.cvtColor(bgra, converted, code);
        return converted;
    }
}
