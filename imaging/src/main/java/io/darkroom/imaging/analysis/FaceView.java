package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A picture as a cascade sees it.
 *
 * @param grey small
 * @param even the same with its histogram made even
 * @param mirrored whether both are, which the map of skin never is
 */
record FaceView(Mat grey, Mat even, SkinMap skin, boolean mirrored) {
    static final int LONG_SIDE = 640;

    static FaceView of(Mat picture) {
        Mat colour = picture;
        if (picture.channels() == 4) {
            colour = new Mat();
            cvtColor(picture, colour, COLOR_BGRA2BGR);
        }
        Mat grey = Smaller.of(Smaller.grey(picture), LONG_SIDE);
        Mat even = new Mat();
        equalizeHist(grey, even);
        return new FaceView(grey, even, SkinMap.of(colour), false);
    }

    /** For cascades that were trained on faces which look to one side. */
    FaceView mirror() {
        return new FaceView(flipped(grey), flipped(even), skin, !mirrored);
    }

    private static Mat flipped(Mat mat) {
        Mat flipped = new Mat();
        flip(mat, flipped, 1);
        return flipped;
    }

    int width() {
        return grey.cols();
    }

    int height() {
        return grey.rows();
    }

    /** Where in the picture, never mirrored, a box of this view lies. */
    Region region(Rect box) {
        int x = mirrored ? width() - box.x() - box.width() : box.x();
        return Region.ofPixels(x, box.y(), box.width(), box.height(), width(), height());
    }

    /** Where in this view a region of the picture lies. */
    Rect box(Region region) {
        double from = mirrored ? 1 - region.right() : region.x();
        int left = Math.clamp((int) (from * width()), 0, width() - 1);
        int top = Math.clamp((int) (region.y() * height()), 0, height() - 1);
        int right =
                Math.clamp((int) Math.ceil((from + region.width()) * width()), left + 1, width());
        int bottom = Math.clamp((int) Math.ceil(region.bottom() * height()), top + 1, height());
        return new Rect(left, top, right - left, bottom - top);
    }

    /** How much of the inner part of a box is skin, 0 to 1. */
    double skinIn(Rect box) {
        return skin.share(region(inner(box, SkinMap.INNER)));
    }

    /** The middle of a box. */
    static Rect inner(Rect box, double share) {
        int w = Math.max(1, (int) (box.width() * share));
        int h = Math.max(1, (int) (box.height() * share));
        return new Rect(box.x() + (box.width() - w) / 2, box.y() + (box.height() - h) / 2, w, h);
    }
}
