package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * Tells faces from what a cascade takes for one: by contrast within, by {@link SkinTones}, and by
 * eyes where in doubt.
 */
final class FacePlausibility implements AutoCloseable {
    private static final double FLAT = 12;
    private static final int SURE = 12;
    private static final double SURE_SKIN = 0.6;
    private static final int EYE_VIEW = 140;

    private final CascadeClassifier eyes = Cascades.load("haarcascade_eye_tree_eyeglasses.xml");

    /**
     * How sure the find is, more than 0 to 1, or 0 where it is none.
     *
     * @param agreed how many overlapping windows took it for a face
     */
    double of(FaceView view, Rect box, int agreed, Face.Pose pose) {
        if (deviation(new Mat(view.grey(), inner(box, 0.8))) < FLAT) {
            return 0;
        }
        double skin =
                view.colourless() ? 1 : SkinTones.share(new Mat(view.colour(), inner(box, 0.7)));
        if (skin < SkinTones.FACE) {
            return 0;
        }
        boolean eye = hasEye(view.grey(), box);
        if (!eye && (agreed < SURE || (pose == Face.Pose.PROFILE && skin < SURE_SKIN))) {
            return 0;
        }
        return Math.min(1, 0.3 + 0.3 * skin + 0.02 * Math.min(agreed, 10) + (eye ? 0.2 : 0));
    }

    private static double deviation(Mat area) {
        var deviation = new Mat();
        meanStdDev(area, new Mat(), deviation);
        return new DoublePointer(deviation.data()).get(0);
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
