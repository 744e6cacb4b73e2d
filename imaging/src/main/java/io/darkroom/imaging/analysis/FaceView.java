package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A picture as a cascade sees it.
 *
 * @param colour small, BGR, or grey where the picture is
 * @param grey the same in grey
 * @param even the same with its histogram made even
 * @param colourless whether colours say nothing here
 */
record FaceView(Mat colour, Mat grey, Mat even, boolean colourless) {
    static final int LONG_SIDE = 640;

    static FaceView of(Mat picture) {
        Mat colour = Smaller.of(picture, LONG_SIDE);
        if (colour.channels() == 4) {
            cvtColor(colour, colour, COLOR_BGRA2BGR);
        }
        Mat grey = colour;
        if (colour.channels() == 3) {
            grey = new Mat();
            cvtColor(colour, grey, COLOR_BGR2GRAY);
        }
        Mat even = new Mat();
        equalizeHist(grey, even);
        return new FaceView(colour, grey, even, SkinTones.colourless(colour));
    }

    int width() {
        return grey.cols();
    }

    int height() {
        return grey.rows();
    }

    Region region(Rect box) {
        return Region.ofPixels(box.x(), box.y(), box.width(), box.height(), width(), height());
    }
}
