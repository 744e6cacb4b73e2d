package io.darkroom.imaging;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Turns pixels upright by the EXIF orientation (CIPA DC-008, tag 274). */
final class Orientation {

    private static final int ROWS = 0;
    private static final int COLUMNS = 1;
    private static final int BOTH = -1;

    private Orientation() {}

    /** Takes the matrix over: it is turned in place where that can be, and released where not. */
    static Mat upright(Mat mat, int orientation) {
        return switch (orientation) {
            case 2 -> flipped(mat, COLUMNS);
            case 3 -> flipped(mat, BOTH);
            case 4 -> flipped(mat, ROWS);
            case 5 -> transposed(mat);
            case 6 -> flipped(transposed(mat), COLUMNS);
            case 7 -> flipped(transposed(mat), BOTH);
            case 8 -> flipped(transposed(mat), ROWS);
            default -> mat;
        };
    }

    private static Mat flipped(Mat mat, int axis) {
        opencv_core.flip(mat, mat, axis);
        return mat;
    }

    private static Mat transposed(Mat mat) {
        Mat transposed = new Mat();
        opencv_core.transpose(mat, transposed);
        mat.release();
        return transposed;
    }
}
