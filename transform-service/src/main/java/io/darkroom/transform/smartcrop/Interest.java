package io.darkroom.transform.smartcrop;

import io.darkroom.contracts.Point;
import io.darkroom.imaging.analysis.Composition;
import io.darkroom.imaging.analysis.Face;
import io.darkroom.imaging.analysis.Grid;
import io.darkroom.imaging.analysis.Region;
import io.darkroom.imaging.analysis.Skyline;
import io.darkroom.imaging.analysis.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a crop should keep.
 *
 * @param importance saliency and edges, a little less towards the borders
 * @param outline saliency alone: what a crop's edge should not run through
 * @param heads largest first
 * @param subject the region that stands out, where one does
 * @param crown where across the picture the subject's highest part lies
 * @param skyline where the ground behind what stands upright ends
 * @param chosen the point that a person chose
 * @param centre where the subject is, by the person or by the analysis
 */
record Interest(
        SummedArea importance,
        SummedArea outline,
        List<Region> heads,
        @Nullable Region subject,
        double crown,
        Skyline skyline,
        @Nullable Point chosen,
        Point centre) {
    private static final double EDGES = 0.35;
    private static final double BORDERS = 0.35;

    Interest {
        heads = List.copyOf(heads);
    }

    static Interest of(Composition composition, @Nullable Point chosen) {
        Subject subject = composition.subject();
        return new Interest(
                importance(composition.saliency().map(), composition.saliency().edges()),
                outline(composition.saliency().map()),
                composition.faces().stream().map(Face::head).toList(),
                subject == null ? null : subject.region(),
                subject == null ? 0.5 : subject.crown(),
                composition.skyline(),
                chosen,
                chosen == null ? new Point(composition.focalX(), composition.focalY()) : chosen);
    }

    private static SummedArea outline(Grid saliency) {
        return new SummedArea(saliency.width(), saliency.height(), saliency.values());
    }

    private static SummedArea importance(Grid saliency, Grid edges) {
        int w = saliency.width();
        int h = saliency.height();
        float[] values = new float[w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                double dx = (x + 0.5) / w - 0.5;
                double dy = (y + 0.5) / h - 0.5;
                double centred = 1 - BORDERS * Math.min(1, 4 * (dx * dx + dy * dy));
                // Squared, so that a broad weak ground does not outweigh the subject.
                double s = saliency.at(x, y) * saliency.at(x, y);
                values[y * w + x] = (float) ((s + EDGES * edges.at(x, y) * s + 1e-4) * centred);
            }
        }
        return new SummedArea(w, h, values);
    }
}
