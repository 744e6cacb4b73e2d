package io.darkroom.imaging;

import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** Another size: the mean of the covered area where a picture shrinks, cubic where it grows. */
final class Resizing {

    private Resizing() {}

    /** Gives a new matrix, also where nothing changes. */
    static Mat resize(Mat mat, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "A picture cannot be %dx%d".formatted(width, height));
        }
        if (mat.cols() == width && mat.rows() == height) {
            return mat.clone();
        }
        // Colours of transparent pixels mean nothing and must not bleed in.
        Mat weighted = mat.channels() == 4 ? Alpha.premultiply(mat) : mat;
        Mat resized = new Mat();
        opencv_imgproc.resize(
                weighted, resized, new Size(width, height), 0, 0, method(mat, width, height));
        return mat.channels() == 4 ? Alpha.unpremultiply(resized) : resized;
    }

    /**
     * As {@link #resize}, at a fraction of its cost: halved by the mean of four pixels while it
     * shrinks to a half or less, and by linear interpolation from there. Against the mean of the
     * whole area the structure of photographs differs by less than what JPEG adds
     * (docs/imaging.md).
     */
    static Mat quick(Mat mat, int width, int height) {
        if (width > mat.cols() || height > mat.rows()) {
            return resize(mat, width, height);
        }
        Mat weighted = mat.channels() == 4 ? Alpha.premultiply(mat) : mat;
        Mat halved = weighted;
        while (halved.cols() >= 2 * width && halved.rows() >= 2 * height) {
            halved = half(halved);
        }
        Mat done = scaled(halved, width, height, opencv_imgproc.INTER_LINEAR);
        return mat.channels() == 4 ? Alpha.unpremultiply(done) : done;
    }

    /** Without the last row or column of an odd number, for which there is no quick way. */
    private static Mat half(Mat mat) {
        int width = mat.cols() / 2;
        int height = mat.rows() / 2;
        Mat even = new Mat(mat, new Rect(0, 0, 2 * width, 2 * height));
        return scaled(even, width, height, opencv_imgproc.INTER_AREA);
    }

    private static Mat scaled(Mat mat, int width, int height, int method) {
        if (mat.cols() == width && mat.rows() == height) {
            return mat.clone();
        }
        Mat scaled = new Mat();
        opencv_imgproc.resize(mat, scaled, new Size(width, height), 0, 0, method);
        return scaled;
    }

    private static int method(Mat mat, int width, int height) {
        boolean shrinks = width <= mat.cols() && height <= mat.rows();
        return shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_CUBIC;
    }
}
