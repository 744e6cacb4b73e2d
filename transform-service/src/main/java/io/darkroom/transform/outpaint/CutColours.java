package io.darkroom.transform.outpaint;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.darkroom.contracts.Box;
import io.darkroom.transform.outpaint.Background.Edge;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Things that an edge of a picture cuts, told by their colour: along the edge it becomes another
 * and then what it was. Ground has nothing to continue them with, and what is grown there is torn.
 * A horizon, which changes once, is none.
 */
final class CutColours {
    /** Parts in which an edge is looked at. */
    private static final int CELLS = 64;

    /** Share of the picture's depth that is looked at. */
    private static final double STRIP = 0.03;

    /**
     * Distance in a* and b* of CIELAB, 1 a unit. At the edges of what was grown well it is 33 at
     * most from one part to the next, at letters on a wall 64.
     */
    private static final double OTHER = 48;

    /** Less is the same colour. */
    private static final double SAME = 16;

    private CutColours() {}

    /** Whether something is cut where the canvas grows. */
    static boolean any(Raster original, Canvas canvas) {
        return canvas.edges().stream().anyMatch(edge -> cut(original, edge));
    }

    private static boolean cut(Raster original, Edge edge) {
        Raster colours = colours(original, edge);
        int cells = colours.width();
        for (int from = 0; from < cells; from++) {
            boolean other = false;
            for (int to = from + 1; to < Math.min(cells, from + CELLS / 2); to++) {
                double distance = distance(colours, from, to);
                if (other && distance < SAME) {
                    return true;
                }
                other |= distance > OTHER;
            }
        }
        return false;
    }

    /** The mean of each part, in CIELAB. */
    private static Raster colours(Raster original, Edge edge) {
        var view = new EdgeView(original, new Box(0, 0, original.width(), original.height()), edge);
        int cells = Math.min(CELLS, view.length());
        int depth = Math.max(1, (int) (view.inside() * STRIP));
        Raster means = Raster.blank(cells, 1);
        for (int cell = 0; cell < cells; cell++) {
            int begin = cell * view.length() / cells;
            int end = (cell + 1) * view.length() / cells;
            for (int c = 0; c < 3; c++) {
                long sum = 0;
                for (int along = begin; along < end; along++) {
                    for (int line = 1; line <= depth; line++) {
                        sum += view.at(along, -line, c);
                    }
                }
                means.set(cell, 0, c, (double) sum / ((end - begin) * depth));
            }
        }
        try (var _ = new PointerScope()) {
            var lab = new Mat();
            cvtColor(means.toMat(), lab, COLOR_BGR2Lab);
            return Raster.of(lab);
        }
    }

    private static double distance(Raster colours, int one, int other) {
        return Math.hypot(
                colours.at(one, 0, 1) - colours.at(other, 0, 1),
                colours.at(one, 0, 2) - colours.at(other, 0, 2));
    }
}
