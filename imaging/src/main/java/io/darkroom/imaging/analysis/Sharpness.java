package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Sharpness as variance of the Laplacian (J. L. Pech-Pacheco et al., Diatom autofocusing in
 * brightfield microscopy, ICPR 2000) at one size for every picture, over the variance of the
 * lightness so that a soft light does not count as blur, and in the sharpest tile so that a blurred
 * background does not either.
 */
final class Sharpness {
    static final int LONG_SIDE = 800;
    private static final int TILES = 4;
    private static final double LEAST_CONTRAST = 20;

    private Sharpness() {}

    static double of(Mat picture) {
        try (var _ = new PointerScope()) {
            Mat grey = grey(picture);
            var edges = new Mat();
            Laplacian(grey, edges, CV_32F);
            double best = 0;
            int w = Math.max(1, grey.cols() / TILES);
            int h = Math.max(1, grey.rows() / TILES);
            for (int y = 0; y + h <= grey.rows(); y += h) {
                for (int x = 0; x + w <= grey.cols(); x += w) {
                    var tile = new Rect(x, y, w, h);
                    double contrast = variance(new Mat(grey, tile)) + LEAST_CONTRAST;
                    best = Math.max(best, variance(new Mat(edges, tile)) / contrast);
                }
            }
            return best;
        }
    }

    private static Mat grey(Mat picture) {
        // One channel shrinks in a third of the time of three.
        return Smaller.of(Smaller.grey(picture), LONG_SIDE);
    }

    private static double variance(Mat part) {
        var deviation = new Mat();
        meanStdDev(part, new Mat(), deviation);
        double value = ((DoubleBuffer) deviation.createBuffer()).get(0);
        return value * value;
    }
}
