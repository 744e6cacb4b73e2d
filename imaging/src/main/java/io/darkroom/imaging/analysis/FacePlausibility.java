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
 * Tells faces from what a cascade takes for one: by contrast within, by {@link SkinMap}, and by
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
        double skin = view.skinIn(box);
        if (skin < SkinMap.FACE || deviation(view, box) < FLAT) {
            return 0;
        }
        // Eyes cost more than all the rest, and a find that many windows agree on needs none.
        boolean sure = agreed >= SURE && (pose == Face.Pose.FRONTAL || skin >= SURE_SKIN);
        if (!sure && !hasEye(view.grey(), box)) {
            return 0;
        }
        return Math.min(1, 0.5 + 0.3 * skin + 0.02 * Math.min(agreed, 10));
    }

    private static double deviation(FaceView view, Rect box) {
        var deviation = new Mat();
        meanStdDev(new Mat(view.grey(), FaceView.inner(box, 0.8)), new Mat(), deviation);
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

    @Override
    public void close() {
        eyes.close();
    }
}
