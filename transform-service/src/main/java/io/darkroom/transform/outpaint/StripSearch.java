package io.darkroom.transform.outpaint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for the strip of the original that continues best what is there. */
final class StripSearch {
    /** Sources lie this near the edge, in lines of the original. */
    private static final double REACH = 0.45;

    /** Strips move along the edge by this much, of its length: little, so that horizons meet. */
    private static final double SLIDE_SIDEWAYS = 0.03;

    private static final double SLIDE_UPRIGHT = 0.4;
    private static final int SAMPLES = 56;
    private static final int POSITIONS = 48;

    /** What a strip costs for each doubling of the number of strips. */
    private static final double SHORTER = 1.15;

    /** Share of a strip that may stand out a little; of the subject it holds nothing. */
    private static final double MOST_SALIENT = 0.15;

    /** What a strip costs that shows much the same as one before: repeats are seen. */
    private static final double AGAIN = 1.4;

    private final List<Strip> used = new ArrayList<>();
    private final EdgeView view;
    private final Background background;
    private final int overlap;

    StripSearch(EdgeView view, Background background, int overlap) {
        this.view = view;
        this.background = background;
        this.overlap = overlap;
    }

    /**
     * Lines of the original to be laid from {@code start} on.
     *
     * @param from first line, a depth below 0
     * @param slide along the edge
     * @param lines how many
     */
    record Strip(int start, int from, int slide, int lines) {
        private boolean repeats(Strip other) {
            return Math.abs(slide - other.slide) < 4 * lines
                    && from < other.from + other.lines
                    && other.from < from + lines;
        }

        /** Where along the edge a place of the strip was in the original. */
        int along(int a, int length) {
            return Mirror.fold(a + slide, length);
        }
    }

    /** The best strip, as long as wanted or, where that continues much better, shorter. */
    Optional<Strip> best(int start, int wanted) {
        Strip best = null;
        double lowest = Double.MAX_VALUE;
        double factor = 1;
        int least = Math.min(wanted, overlap * 3 / 2);
        for (int lines = wanted; lines >= least; lines = lines * 2 / 3) {
            for (int from = nearest(lines); from >= furthest(); from -= step()) {
                for (int slide : slides()) {
                    var strip = new Strip(start, from, slide, lines);
                    double dearer = used.stream().anyMatch(strip::repeats) ? AGAIN : 1;
                    double cost = cost(strip, lowest / factor / dearer) * factor * dearer;
                    if (cost < lowest) {
                        lowest = cost;
                        best = strip;
                    }
                }
            }
            factor *= SHORTER;
        }
        Optional<Strip> found = Optional.ofNullable(best);
        found.ifPresent(used::add);
        return found;
    }

    private int nearest(int lines) {
        return -lines - 1;
    }

    private int furthest() {
        return overlap
                - (int) Math.max(view.inside() * REACH, Math.min(view.inside(), overlap * 4));
    }

    private int step() {
        return Math.max(1, view.inside() / 2 / POSITIONS);
    }

    private int[] slides() {
        boolean upright =
                view.edge() == Background.Edge.TOP || view.edge() == Background.Edge.BOTTOM;
        int most = (int) (view.length() * (upright ? SLIDE_UPRIGHT : SLIDE_SIDEWAYS));
        int count = upright ? 12 : 6;
        return java.util.stream.IntStream.rangeClosed(-count, count)
                .map(i -> most * i / count)
                .distinct()
                .toArray();
    }

    /** Mean squared difference from what is there, before and within the overlap. */
    private double cost(Strip strip, double limit) {
        if (strip.from() - overlap < -view.inside()) {
            return Double.MAX_VALUE;
        }
        int stepAlong = Math.max(1, view.length() / (SAMPLES * 2));
        int stepDeep = Math.max(1, 2 * overlap / 16);
        double samples =
                Math.ceil((double) view.length() / stepAlong) * Math.ceil(2.0 * overlap / stepDeep);
        double sum = 0;
        for (int a = 0; a < view.length(); a += stepAlong) {
            for (int d = -overlap; d < overlap; d += stepDeep) {
                // Every line is looked at in some depth: a horizon is a single line.
                int at = Math.min(a + (d + overlap) / stepDeep % stepAlong, view.length() - 1);
                int along = strip.along(at, view.length());
                sum += view.difference(at, strip.start() + d, along, strip.from() + d);
            }
            if (sum > limit * samples) {
                return Double.MAX_VALUE;
            }
        }
        return taken(strip) ? Double.MAX_VALUE : sum / samples;
    }

    private boolean taken(Strip strip) {
        int salient = 0;
        int count = 0;
        for (int a = 0; a < view.length(); a += Math.max(1, view.length() / SAMPLES)) {
            int along = strip.along(a, view.length());
            for (int d = 0; d < strip.lines(); d += Math.max(1, strip.lines() / 12)) {
                double x = view.shareX(along, strip.from() + d);
                double y = view.shareY(along, strip.from() + d);
                if (background.subject(x, y)) {
                    return true;
                }
                salient += background.free(x, y) ? 0 : 1;
                count++;
            }
        }
        return salient > count * MOST_SALIENT;
    }
}
