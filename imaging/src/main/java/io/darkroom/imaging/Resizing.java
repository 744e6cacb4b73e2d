package io.darkroom.imaging;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
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
     * shrinks to a half or less, and by linear interpolation from there. What the part leaves of
     * its first and last columns and rows does not count: a crop of a picture that was decoded
     * smaller begins and ends within a pixel, and rounding there would move all of it
     * (docs/adr/0042).
     *
     * @param part that becomes the new size, within the matrix
     */
    static Mat quick(Mat mat, Part part, int width, int height) {
        if (width > part.width || height > part.height) {
            return resize(mat, width, height);
        }
        Mat halved = mat.channels() == 4 ? Alpha.premultiply(mat) : mat;
        Part left = part;
        while (left.width >= 2 * width && left.height >= 2 * height) {
            halved = half(halved);
            left = left.halved();
        }
        Mat done =
                left.beginsOnPixel()
                        ? linear(halved, left.width, left.height, width, height)
                        : shifted(halved, left, width, height);
        return mat.channels() == 4 ? Alpha.unpremultiply(done) : done;
    }

    /** A part of a matrix in its pixels, which may begin and end within one. */
    record Part(double x, double y, double width, double height) {
        private Part halved() {
            return new Part(x / 2, y / 2, width / 2, height / 2);
        }

        private boolean beginsOnPixel() {
            return x == 0 && y == 0;
        }
    }

    /** Linear interpolation that begins within a pixel, at twice the cost of {@link #linear}. */
    private static Mat shifted(Mat mat, Part part, int width, int height) {
        double across = part.width / width;
        double down = part.height / height;
        Mat places = new Mat(2, 3, opencv_core.CV_64F);
        // Of the middle of each new pixel, the place in the old ones.
        new DoublePointer(places.data())
                .put(across, 0, part.x + (across - 1) / 2, 0, down, part.y + (down - 1) / 2);
        Mat shifted = new Mat();
        opencv_imgproc.warpAffine(
                mat,
                shifted,
                places,
                new Size(width, height),
                opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
                opencv_core.BORDER_REPLICATE,
                new Scalar());
        return shifted;
    }

    private static Mat linear(Mat mat, double columns, double rows, int width, int height) {
        double across = width / columns;
        double down = height / rows;
        Mat part =
                new Mat(
                        mat,
                        new Rect(
                                0,
                                0,
                                fitting(mat.cols(), across, width),
                                fitting(mat.rows(), down, height)));
        if (part.cols() == width && part.rows() == height) {
            return part.clone();
        }
        Mat scaled = new Mat();
        opencv_imgproc.resize(part, scaled, new Size(), across, down, opencv_imgproc.INTER_LINEAR);
        boolean asAsked = scaled.cols() == width && scaled.rows() == height;
        return asAsked ? scaled : scaled(mat, width, height, opencv_imgproc.INTER_LINEAR);
    }

    /** OpenCV takes either a size or a scale, and rounds the size that the scale gives. */
    private static int fitting(int length, double scale, int wanted) {
        return length > 1 && Math.rint(length * scale) > wanted ? length - 1 : length;
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
