package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Breaks along the edges of the original: where, in some part of an edge, neighbouring lines across
 * it differ by much more than neighbouring lines within, or the colour on both sides of it does.
 */
final class Seams {
    private static final int PARTS = 12;
    private static final double TIMES = 2.5;
    private static final double VISIBLE = 6;

    /** Widths in pixels of what is compared: a hard line, and a step in colour. */
    private static final List<Integer> WIDTHS = List.of(1, 8);

    /** Pairs within the original that say what differences are usual. */
    private static final int PAIRS = 4;

    private final EdgeView view;

    private Seams(EdgeView view) {
        this.view = view;
    }

    static List<Finding> visible(Raster raster, Canvas canvas) {
        return canvas.edges().stream()
                .map(edge -> new EdgeView(raster, canvas.placement(), edge))
                .flatMap(view -> new Seams(view).finding().stream())
                .toList();
    }

    private Optional<Finding> finding() {
        for (int width : WIDTHS) {
            if (view.added() < width || view.inside() < width * (PAIRS + 1)) {
                return Optional.empty();
            }
            for (int part = 0; part < PARTS; part++) {
                int from = view.length() * part / PARTS;
                int to = view.length() * (part + 1) / PARTS;
                if (to > from && broken(from, to, width)) {
                    return Optional.of(
                            new Finding(
                                    "guard-seam",
                                    view.line(from, to),
                                    "The edge of the original can be seen in the extended"
                                            + " picture."));
                }
            }
        }
        return Optional.empty();
    }

    private boolean broken(int from, int to, int width) {
        double within = 0;
        for (int pair = 1; pair <= PAIRS; pair++) {
            within = Math.max(within, step(from, to, -pair * width, width));
        }
        return step(from, to, 0, width) > within * TIMES + VISIBLE;
    }

    /** Mean difference between the lines before a depth and those from it on. */
    private double step(int from, int to, int depth, int width) {
        double sum = 0;
        for (int a = from; a < to; a++) {
            for (int c = 0; c < 3; c++) {
                double difference = 0;
                for (int d = 0; d < width; d++) {
                    difference += view.at(a, depth + d, c) - view.at(a, depth - 1 - d, c);
                }
                sum += Math.abs(difference / width);
            }
        }
        return sum / (to - from) / 3;
    }
}
