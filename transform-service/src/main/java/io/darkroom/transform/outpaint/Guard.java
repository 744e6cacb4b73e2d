package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Finding;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.imaging.analysis.Region;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Looks at an extended picture for what a reviewer should see at once. */
final class Guard {
    private final Analyser analyser;

    Guard(Analyser analyser) {
        this.analyser = analyser;
    }

    List<Finding> findings(Outpainter.Extended extended) {
        Plan.Way way = extended.way();
        try (var _ = new PointerScope()) {
            Mat colours = extended.picture().mat();
            if (extended.picture().hasAlpha()) {
                colours = new Mat();
                cvtColor(extended.picture().mat(), colours, COLOR_BGRA2BGR);
            }
            // Nobody can be seen in a blur; a detector that sees somebody there is mistaken.
            Stream<Finding> faces =
                    way.filler().detailed() ? faces(colours, way.canvas()) : Stream.empty();
            // Nor is it a fault of a blur that colours change into it quickly.
            var seams = Seams.visible(Raster.of(colours), way.canvas(), way.filler().detailed());
            return Stream.concat(faces, seams.stream()).toList();
        }
    }

    private Stream<Finding> faces(Mat colours, Canvas canvas) {
        return analyser.faces(colours).stream()
                .map(face -> pixels(face.region(), canvas))
                .filter(box -> !canvas.holds(box.x() + box.width() / 2, box.y() + box.height() / 2))
                .map(box -> new Finding("guard-face", box, "A face was found in what was added."));
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
