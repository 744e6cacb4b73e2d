package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.darkroom.contracts.Box;
import io.darkroom.imaging.Picture;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Extends a picture by a plan. The original's pixels, at the plan's size, stay exactly as they
 * were.
 */
final class Outpainter {
    private Outpainter() {}

    /**
     * @param scaled the original at the size of the plan's placements; stays open
     * @throws IllegalArgumentException where the sizes differ
     */
    static Extended extend(Picture scaled, Plan plan, Background background) {
        try (var _ = new PointerScope()) {
            var colours = new Mat();
            if (scaled.hasAlpha()) {
                cvtColor(scaled.mat(), colours, COLOR_BGRA2BGR);
            } else {
                colours = scaled.mat();
            }
            Raster original = Raster.of(colours);
            for (Plan.Way way : plan.ways()) {
                Box place = way.canvas().placement();
                if (scaled.width() != place.width() || scaled.height() != place.height()) {
                    throw new IllegalArgumentException(
                            "The original must have the size of its placement");
                }
                var filled = way.filler().fill(original, way.canvas(), background);
                if (filled.isPresent()) {
                    Mat whole = withAlpha(filled.get().toMat(), scaled, way.canvas());
                    keepOriginal(whole, scaled, place);
                    return new Extended(
                            Picture.of(whole),
                            way.canvas(),
                            way.filler().method(),
                            way.filler().detailed(),
                            way.canvas()::holds);
                }
            }
        }
        throw new IllegalStateException("A plan ends with a way that cannot fail");
    }

    /** The last word: whatever a filler wrote at the original's place does not count. */
    private static void keepOriginal(Mat whole, Picture scaled, Box place) {
        var target = new Rect(place.x(), place.y(), place.width(), place.height());
        scaled.mat().copyTo(new Mat(whole, target));
    }

    /** What was transparent at the edge stays transparent beyond it. */
    private static Mat withAlpha(Mat colours, Picture scaled, Canvas canvas) {
        if (!scaled.hasAlpha()) {
            return colours;
        }
        Box place = canvas.placement();
        var alpha = new Mat();
        extractChannel(scaled.mat(), alpha, 3);
        var wide = new Mat();
        copyMakeBorder(
                alpha,
                wide,
                place.y(),
                canvas.height() - place.y() - place.height(),
                place.x(),
                canvas.width() - place.x() - place.width(),
                BORDER_REPLICATE);
        var parts = new MatVector();
        org.bytedeco.opencv.global.opencv_core.split(colours, parts);
        var whole = new Mat();
        merge(new MatVector(parts.get(0), parts.get(1), parts.get(2), wide), whole);
        return whole;
    }
}
