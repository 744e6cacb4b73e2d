package io.darkroom.imaging.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Faces by Haar cascades (P. Viola, M. Jones, Rapid Object Detection using a Boosted Cascade of
 * Simple Features, CVPR 2001) with OpenCV's trained files: frontal ones, and profiles where there
 * are none. Cascades take much else for a face, so a find must be plausible. Which hints, sizes and
 * steps a quick search takes was measured (docs/adr/0031).
 */
final class HaarFaces implements FaceDetector {
    /** Local binary patterns miss less than Haar in wide steps, in a quarter of the time. */
    private final CascadeSearch frontal =
            new CascadeSearch(
                    "haarcascade_frontalface_alt2.xml", "lbpcascade_frontalface.xml", 420, 1.25);

    /** The same of profiles finds none, so that only larger ones can be afforded. */
    private final CascadeSearch profile =
            new CascadeSearch(
                    "haarcascade_profileface.xml", "haarcascade_profileface.xml", 200, 1.25);

    private final FacePlausibility plausibility = new FacePlausibility();

    HaarFaces() {
        // Parsing the trained files takes many times what is kept of them.
        Pointer.trimMemory();
    }

    @Override
    public List<Face> detect(Mat picture, Effort effort) {
        try (var _ = new PointerScope()) {
            FaceView view = FaceView.of(picture);
            List<Face> found = faces(frontal, view, effort, Face.Pose.FRONTAL);
            if (found.isEmpty()) {
                // The profiles that were trained look to one side.
                found.addAll(faces(profile, view, effort, Face.Pose.PROFILE));
                found.addAll(faces(profile, view.mirror(), effort, Face.Pose.PROFILE));
            }
            return merged(found);
        }
    }

    private List<Face> faces(CascadeSearch search, FaceView view, Effort effort, Face.Pose pose) {
        var found = new ArrayList<Face>();
        for (var box : search.boxes(view, effort)) {
            double confidence = plausibility.of(view, box.rect(), box.agreed(), pose);
            if (confidence > 0) {
                found.add(new Face(view.region(box.rect()), pose, confidence));
            }
        }
        return found;
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
