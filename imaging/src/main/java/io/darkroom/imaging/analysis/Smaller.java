package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Small copies for looking at. Means of means: a picture is halved while it is twice too large,
 * which OpenCV does ten times as fast as any other shrinking by area.
 */
final class Smaller {
    private Smaller() {}

    /** A copy whose long side is at most this long, in pixels. */
    static Mat of(Mat picture, int longSide) {
        double scale = Math.min(1.0, (double) longSide / Math.max(picture.cols(), picture.rows()));
        int width = Math.max(1, (int) Math.round(picture.cols() * scale));
        int height = Math.max(1, (int) Math.round(picture.rows() * scale));
        return resized(halved(picture, width, height), width, height);
    }

    /** In grey, in its own size; the picture itself where it is. */
    static Mat grey(Mat picture) {
        if (picture.channels() == 1) {
            return picture;
        }
        Mat grey = new Mat();
        cvtColor(picture, grey, picture.channels() == 4 ? COLOR_BGRA2GRAY : COLOR_BGR2GRAY);
        return grey;
    }

    /**
     * The picture itself, or halved as often as its long side stays at or above this length: what
     * several copies are then made from for less.
     */
    static Mat halved(Mat picture, int longSide) {
        boolean wide = picture.cols() >= picture.rows();
        return halved(picture, wide ? longSide : 1, wide ? 1 : longSide);
    }

    private static Mat halved(Mat picture, int width, int height) {
        Mat halved = picture;
        while (halved.cols() >= 2 * width && halved.rows() >= 2 * height) {
            halved = half(halved);
        }
        return halved;
    }

    /** Without the last row or column of an odd number, for which there is no quick way. */
    private static Mat half(Mat picture) {
        int width = picture.cols() / 2;
        int height = picture.rows() / 2;
        return resized(new Mat(picture, new Rect(0, 0, 2 * width, 2 * height)), width, height);
    }

    private static Mat resized(Mat picture, int width, int height) {
        Mat small = new Mat();
        resize(picture, small, new Size(width, height), 0, 0, INTER_AREA);
        return small;
    }
}
