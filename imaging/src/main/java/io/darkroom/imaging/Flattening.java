package io.darkroom.imaging;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** A transparent picture laid over white. */
final class Flattening {

    private Flattening() {}

    static Mat onWhite(Mat bgra) {
        Mat weighted = new Mat();
        opencv_imgproc.cvtColor(Alpha.premultiply(bgra), weighted, opencv_imgproc.COLOR_BGRA2BGR);
        Mat clear = new Mat();
        opencv_core.extractChannel(bgra, clear, 3);
        opencv_core.bitwise_not(clear, clear);
        Mat white = new Mat();
        opencv_imgproc.cvtColor(clear, white, opencv_imgproc.COLOR_GRAY2BGR);
        Mat flat = new Mat();
        opencv_core.add(weighted, white, flat);
        return flat;
    }
}
