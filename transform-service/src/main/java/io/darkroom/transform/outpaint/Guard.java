package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Finding;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.imaging.analysis.Region;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;

/**
 * Looks at what was made for what a reviewer should see at once: people and faces, a second
 * subject, writing, logos, a visible edge, and pixels of the original that are not as they were. It
 * judges pixels alone, whoever made them.
 */
final class Guard {
    private final Analyser analyser;

    Guard(Analyser analyser) {
        this.analyser = analyser;
    }

    /**
     * @param picture the finished one
     * @param canvas on which it was made
     * @param kept pixels that must be the original's own
     * @param detailed whether a thing could be seen in what was made; in a blur it cannot
     */
    record Subject(
            Raster picture,
            Canvas canvas,
            Kept kept,
            Raster original,
            Background background,
            boolean detailed) {}

    List<Finding> findings(Subject subject) {
        // Nobody can be seen in a blur; a detector that sees somebody there is mistaken. Nor is it
        // a fault there that one sees where the original ends: one is meant to.
        Stream<Finding> made =
                subject.detailed
                        ? Stream.concat(
                                things(subject),
                                Seams.visible(subject.picture, subject.canvas).stream())
                        : Stream.empty();
        return Stream.concat(made, OriginalCheck.changed(subject).stream()).toList();
    }

    private Stream<Finding> things(Subject subject) {
        var texts = TextFinder.find(subject.picture, subject.kept).stream();
        var graphics = GraphicFinder.find(subject.picture, subject.kept).stream();
        var copies =
                CopyFinder.find(
                        subject.picture,
                        subject.kept,
                        subject.background,
                        subject.canvas.placement())
                        .stream();
        return Stream.of(
                        faces(subject),
                        found(copies, "guard-person", "The subject stands there a second time."),
                        found(texts, "guard-text", "Something like writing was made there."),
                        found(graphics, "guard-text", "Something like a logo was made there."))
                .flatMap(found -> found);
    }

    private static Stream<Finding> found(Stream<Box> boxes, String code, String detail) {
        return boxes.map(box -> new Finding(code, box, detail));
    }

    private Stream<Finding> faces(Subject subject) {
        try (var _ = new PointerScope()) {
            return analyser.faces(subject.picture.toMat()).stream()
                    .map(face -> pixels(face.region(), subject.canvas))
                    .filter(box ->
                            !subject.kept.at(box.x() + box.width() / 2, box.y() + box.height() / 2))
                    .map(box -> new Finding("guard-face", box, "A face was made there."))
                    .toList()
                    .stream();
        }
    }

    private static Box pixels(Region region, Canvas canvas) {
        int x = (int) (region.x() * canvas.width());
        int y = (int) (region.y() * canvas.height());
        return new Box(
                x,
                y,
                Math.max(1, (int) (region.width() * canvas.width())),
                Math.max(1, (int) (region.height() * canvas.height())));
    }
}
