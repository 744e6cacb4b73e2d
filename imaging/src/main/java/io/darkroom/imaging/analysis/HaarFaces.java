package io.darkroom.imaging.analysis;

import static org.bytedeco.opencv.global.opencv_core.flip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Faces by Haar cascades (P. Viola, M. Jones, Rapid Object Detection using a Boosted Cascade of
 * Simple Features, CVPR 2001) with OpenCV's trained files: frontal ones, and profiles where there
 * are none. Cascades take much else for a face, so a find must be plausible.
 */
final class HaarFaces implements FaceDetector {
    private final CascadeSearch frontal =
            new CascadeSearch(
                    "haarcascade_frontalface_alt2.xml",
                    "haarcascade_frontalface_alt2.xml",
                    480,
                    1.25);

    /** The hint takes a third of the time that the other would, in four times as many places. */
    private final CascadeSearch profile =
            new CascadeSearch(
                    "haarcascade_profileface.xml", "lbpcascade_profileface.xml", 400, 1.15);

    private final FacePlausibility plausibility = new FacePlausibility();

    @Override
    public List<Face> detect(Mat picture, Effort effort) {
        try (var _ = new PointerScope()) {
            FaceView view = FaceView.of(picture);
            Optional<Rect> area =
                    view.colourless()
                            ? Optional.of(new Rect(0, 0, view.width(), view.height()))
                            : SkinTones.where(view.colour());
            return area.map(within -> detect(view, within, effort)).orElse(List.of());
        }
    }

    private List<Face> detect(FaceView view, Rect area, Effort effort) {
        var found = new ArrayList<Face>();
        for (var box : frontal.boxes(view.even(), area, effort)) {
            plausible(view, box.rect(), box.agreed(), Face.Pose.FRONTAL).ifPresent(found::add);
        }
        if (!found.isEmpty()) {
            return merged(found);
        }
        for (var box : profile.boxes(view.even(), area, effort)) {
            plausible(view, box.rect(), box.agreed(), Face.Pose.PROFILE).ifPresent(found::add);
        }
        // The profiles that were trained look to one side.
        Mat mirrored = new Mat();
        flip(view.even(), mirrored, 1);
        for (var box : profile.boxes(mirrored, mirror(area, view), effort)) {
            plausible(view, mirror(box.rect(), view), box.agreed(), Face.Pose.PROFILE)
                    .ifPresent(found::add);
        }
        return merged(found);
    }

    private static Rect mirror(Rect rect, FaceView view) {
        int x = view.width() - rect.x() - rect.width();
        return new Rect(x, rect.y(), rect.width(), rect.height());
    }

    private Optional<Face> plausible(FaceView view, Rect box, int agreed, Face.Pose pose) {
        double confidence = plausibility.of(view, box, agreed, pose);
        return confidence > 0
                ? Optional.of(new Face(view.region(box), pose, confidence))
                : Optional.empty();
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
