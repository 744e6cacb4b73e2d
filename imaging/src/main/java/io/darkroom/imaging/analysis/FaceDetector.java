package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * Faces by Haar cascades (P. Viola, M. Jones, Rapid Object Detection using a Boosted Cascade of
 * Simple Features, CVPR 2001) with OpenCV's trained files. Cascades take much else for a face, so a
 * find must also look like skin and, where few windows agreed, have an eye. Holds state while it
 * detects: one detector serves one thread at a time.
 */
final class FaceDetector implements AutoCloseable {
    private static final int LONG_SIDE = 640;
    private static final int SMALLEST = 24;
    private static final double STEP = 1.1;
    private static final int NEIGHBOURS = 3;

    private final CascadeClassifier frontal = Cascades.load("haarcascade_frontalface_alt2.xml");
    private final CascadeClassifier profile = Cascades.load("haarcascade_profileface.xml");
    private final FacePlausibility plausibility = new FacePlausibility();

    /** The faces in an upright picture of 1, 3 or 4 channels, largest first. */
    List<Face> detect(Mat picture) {
        try (var _ = new PointerScope()) {
            Mat colour = small(picture);
            if (!plausibility.mayHoldFaces(colour)) {
                return List.of();
            }
            var grey = new Mat();
            if (colour.channels() == 3) {
                cvtColor(colour, grey, COLOR_BGR2GRAY);
            } else {
                colour.copyTo(grey);
            }
            var even = new Mat();
            equalizeHist(grey, even);
            var found = new ArrayList<Face>();
            search(frontal, even, Face.Pose.FRONTAL, false, colour, grey, found);
            if (found.isEmpty()) {
                search(profile, even, Face.Pose.PROFILE, false, colour, grey, found);
                var mirrored = new Mat();
                flip(even, mirrored, 1);
                search(profile, mirrored, Face.Pose.PROFILE, true, colour, grey, found);
            }
            return merged(found);
        }
    }

    private static Mat small(Mat picture) {
        double scale = Math.min(1.0, (double) LONG_SIDE / Math.max(picture.cols(), picture.rows()));
        var size =
                new Size(
                        Math.max(1, (int) Math.round(picture.cols() * scale)),
                        Math.max(1, (int) Math.round(picture.rows() * scale)));
        var small = new Mat();
        resize(picture, small, size, 0, 0, INTER_AREA);
        if (small.channels() == 4) {
            cvtColor(small, small, COLOR_BGRA2BGR);
        }
        return small;
    }

    private void search(
            CascadeClassifier cascade,
            Mat even,
            Face.Pose pose,
            boolean mirrored,
            Mat colour,
            Mat grey,
            List<Face> found) {
        var boxes = new RectVector();
        var agreed = new IntPointer();
        var smallest = new Size(SMALLEST, SMALLEST);
        cascade.detectMultiScale2(even, boxes, agreed, STEP, NEIGHBOURS, 0, smallest, new Size());
        for (long i = 0; i < boxes.size(); i++) {
            Rect box = boxes.get(i);
            if (mirrored) {
                box.x(even.cols() - box.x() - box.width());
            }
            double confidence = plausibility.of(colour, grey, box, agreed.get(i), pose);
            if (confidence > 0) {
                var region =
                        Region.ofPixels(
                                box.x(),
                                box.y(),
                                box.width(),
                                box.height(),
                                even.cols(),
                                even.rows());
                found.add(new Face(region, pose, confidence));
            }
        }
    }

    /** Of overlapping finds the surest stays. */
    private static List<Face> merged(List<Face> found) {
        var kept = new ArrayList<Face>();
        found.stream()
                .sorted(Comparator.comparingDouble(Face::confidence).reversed())
                .filter(face ->
                        kept.stream().allMatch(k -> k.region().overlap(face.region()) < 0.35))
                .forEach(kept::add);
        kept.sort(Comparator.comparingDouble((Face face) -> face.region().area()).reversed());
        return List.copyOf(kept);
    }

    @Override
    public void close() {
        frontal.close();
        profile.close();
        plausibility.close();
    }
}
