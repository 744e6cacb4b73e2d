package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_core.inRange;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2YCrCb;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.DoubleBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * Tells faces from what a cascade takes for one: by contrast within, by the share of pixels in the
 * range of skin (D. Chai, K. N. Ngan, Face Segmentation Using Skin-Color Map, IEEE TCSVT 1999),
 * which holds over skin tones but not in black and white, and by eyes where in doubt.
 */
final class FacePlausibility implements AutoCloseable {
    private static final double FLAT = 12;
    private static final double COLOURLESS = 4;
    private static final double SKIN = 0.35;
    private static final double SMALL_FACE = 0.004;
    private static final int SURE = 12;
    private static final int EYE_VIEW = 140;

    private final CascadeClassifier eyes = Cascades.load("haarcascade_eye_tree_eyeglasses.xml");

    /** Whether there is skin to look at, at least as much as a small face; spares the search. */
    boolean mayHoldFaces(Mat colour) {
        return colour.channels() < 3 || monochrome(colour) || skinShare(colour) > SMALL_FACE;
    }

    /** How sure the find is, more than 0 to 1, or 0 where it is none. */
    double of(Mat colour, Mat grey, Rect box, int agreed, Face.Pose pose) {
        if (deviation(new Mat(grey, inner(box, 0.8))).get(0) < FLAT) {
            return 0;
        }
        double skin = skin(colour, inner(box, 0.7));
        if (skin < SKIN) {
            return 0;
        }
        boolean eye = hasEye(grey, box);
        if (!eye && (agreed < SURE || (pose == Face.Pose.PROFILE && skin < 0.6))) {
            return 0;
        }
        return Math.min(1, 0.3 + 0.3 * skin + 0.02 * Math.min(agreed, 10) + (eye ? 0.2 : 0));
    }

    /** Share of skin-like pixels; 1 in a picture without colour, where it says nothing. */
    private static double skin(Mat colour, Rect area) {
        if (colour.channels() < 3 || monochrome(colour)) {
            return 1;
        }
        return skinShare(new Mat(colour, area));
    }

    private static double skinShare(Mat colour) {
        var part = new Mat();
        cvtColor(colour, part, COLOR_BGR2YCrCb);
        var mask = new Mat();
        inRange(
                part,
                new Mat(1, 1, part.type(), new Scalar(20, 133, 77, 0)),
                new Mat(1, 1, part.type(), new Scalar(255, 178, 127, 0)),
                mask);
        return mean(mask).get(0) / 255;
    }

    private static boolean monochrome(Mat colour) {
        var all = new Mat();
        cvtColor(colour, all, COLOR_BGR2YCrCb);
        DoubleBuffer deviation = deviation(all);
        return deviation.get(1) < COLOURLESS && deviation.get(2) < COLOURLESS;
    }

    private static DoubleBuffer deviation(Mat area) {
        var deviation = new Mat();
        meanStdDev(area, new Mat(), deviation);
        return (DoubleBuffer) deviation.createBuffer();
    }

    private boolean hasEye(Mat grey, Rect box) {
        var upper = new Rect(box.x(), box.y() + box.height() / 8, box.width(), box.height() / 2);
        double scale = (double) EYE_VIEW / box.width();
        var view = new Mat();
        var size = new Size(EYE_VIEW, Math.max(1, (int) Math.round(upper.height() * scale)));
        resize(new Mat(grey, upper), view, size, 0, 0, INTER_CUBIC);
        equalizeHist(view, view);
        var found = new RectVector();
        eyes.detectMultiScale(view, found, 1.1, 2, 0, new Size(20, 20), new Size(60, 60));
        return found.size() > 0;
    }

    private static Rect inner(Rect box, double share) {
        int w = Math.max(1, (int) (box.width() * share));
        int h = Math.max(1, (int) (box.height() * share));
        return new Rect(box.x() + (box.width() - w) / 2, box.y() + (box.height() - h) / 2, w, h);
    }

    @Override
    public void close() {
        eyes.close();
    }
}
