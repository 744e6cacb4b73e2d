package io.darkroom.imaging;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** A window on a picture, without a copy. */
final class Cropping {

    private Cropping() {}

    static Mat view(Mat mat, int x, int y, int width, int height) {
        boolean within =
                x >= 0
                        && y >= 0
                        && width > 0
                        && height > 0
                        && width <= mat.cols() - x
                        && height <= mat.rows() - y;
        if (!within) {
            throw new IllegalArgumentException(
                    "The box %d,%d %dx%d is not within the picture of %dx%d"
                            .formatted(x, y, width, height, mat.cols(), mat.rows()));
        }
        return new Mat(mat, new Rect(x, y, width, height));
    }
}
