package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.inRange;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2YCrCb;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;
import static org.bytedeco.opencv.global.opencv_imgproc.boundingRect;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Where a picture has the colours of skin, by the range of chroma that holds over skin tones (D.
 * Chai, K. N. Ngan, Face Segmentation Using Skin-Color Map, IEEE TCSVT 1999). In black and white it
 * says nothing.
 */
final class SkinTones {
    private static final double COLOURLESS = 4;

    /** A face shows at least this share of skin. */
    static final double FACE = 0.35;

    private static final int MAP = 160;

    /** Of the map's long side: what a detector's box may reach beyond the skin in it. */
    private static final double MARGIN = 0.1;

    private SkinTones() {}

    static boolean colourless(Mat colour) {
        if (colour.channels() < 3) {
            return true;
        }
        var all = new Mat();
        cvtColor(colour, all, COLOR_BGR2YCrCb);
        var deviation = new Mat();
        meanStdDev(all, new Mat(), deviation);
        var values = new DoublePointer(deviation.data());
        return values.get(1) < COLOURLESS && values.get(2) < COLOURLESS;
    }

    /** Share of skin-like pixels, 0 to 1. */
    static double share(Mat colour) {
        return mean(mask(colour)).get(0) / 255;
    }

    /**
     * The box around all places that show as much skin as a face does, with room around; empty
     * where there is none, so that nobody needs to look for faces.
     */
    static Optional<Rect> where(Mat colour) {
        Mat map = Smaller.of(colour, MAP);
        Mat dense = mask(map);
        int side = Math.max(2, Math.max(map.cols(), map.rows()) / 40);
        blur(dense, dense, new Size(side, side), new Point(-1, -1), BORDER_REPLICATE);
        threshold(dense, dense, FACE * 255, 255, THRESH_BINARY);
        Rect box = boundingRect(dense);
        if (box.width() == 0) {
            return Optional.empty();
        }
        double scale = (double) colour.cols() / map.cols();
        int margin = (int) Math.ceil(MARGIN * Math.max(colour.cols(), colour.rows()));
        int left = Math.max(0, (int) (box.x() * scale) - margin);
        int top = Math.max(0, (int) (box.y() * scale) - margin);
        double right = (box.x() + box.width()) * scale + margin;
        double bottom = (box.y() + box.height()) * scale + margin;
        return Optional.of(
                new Rect(
                        left,
                        top,
                        (int) Math.min(colour.cols(), right) - left,
                        (int) Math.min(colour.rows(), bottom) - top));
    }

    private static Mat mask(Mat colour) {
        var chroma = new Mat();
        cvtColor(colour, chroma, COLOR_BGR2YCrCb);
        var mask = new Mat();
        inRange(chroma, bound(20, 133, 77), bound(255, 178, 127), mask);
        return mask;
    }

    /** One value for each channel: of a single value OpenCV would make the bound of all three. */
    private static Mat bound(double luma, double red, double blue) {
        var bound = new Mat(3, 1, CV_64F);
        new DoublePointer(bound.data()).put(luma, red, blue);
        return bound;
    }
}
