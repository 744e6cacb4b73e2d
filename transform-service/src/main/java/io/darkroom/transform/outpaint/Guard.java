package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Finding;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.imaging.analysis.Region;
import java.util.ArrayList;
import java.util.List;

/** Looks at an extended picture for what a reviewer should see at once. */
final class Guard {
    private final Analyser analyser;

    Guard(Analyser analyser) {
        this.analyser = analyser;
    }

    List<Finding> findings(Picture extended, Canvas canvas) {
        var findings = new ArrayList<Finding>();
        for (var face : analyser.faces(extended.mat())) {
            Box box = pixels(face.region(), canvas);
            if (!canvas.holds(box.x() + box.width() / 2, box.y() + box.height() / 2)) {
                findings.add(new Finding("guard-face", box, "A face was found in what was added."));
            }
        }
        findings.addAll(Seams.breaks(Raster.of(opaque(extended)), canvas));
        return findings;
    }

    private static org.bytedeco.opencv.opencv_core.Mat opaque(Picture extended) {
        if (!extended.hasAlpha()) {
            return extended.mat();
        }
        var colours = new org.bytedeco.opencv.opencv_core.Mat();
        org.bytedeco.opencv.global.opencv_imgproc.cvtColor(
                extended.mat(), colours, org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR);
        return colours;
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
