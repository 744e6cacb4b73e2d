package io.darkroom.transform.outpaint;

import java.util.Optional;

/**
 * Grows textured ground over one edge by laying strips of the original over each other, each moved
 * to where it continues best what is there, and changing from one to the next where it is seen
 * least. Next to the original stands a narrow reflection, so that the edge itself is no seam.
 */
final class Quilt {
    /** Overlap, of the lines that the original has across the edge. */
    private static final double OVERLAP = 0.04;

    private static final double STRONGEST_TINT = 18;
    private static final double SMOOTH = 0.05;
    private static final int FEATHER = 5;

    private final EdgeView view;
    private final StripSearch search;
    private final int overlap;
    private double worst;

    private Quilt(EdgeView view, Background background) {
        this.view = view;
        this.overlap = Math.max(2, Math.min((int) (view.inside() * OVERLAP) + 6, view.inside()));
        this.search = new StripSearch(view, background, overlap);
    }

    /**
     * Fills the added lines of an edge.
     *
     * @return how plain to see the worst change between strips is, in grey levels beyond the
     *     texture's own; empty where the original has no strip to take
     */
    static Optional<Double> fill(EdgeView view, Background background) {
        return new Quilt(view, background).fill();
    }

    private Optional<Double> fill() {
        reflect();
        int made = Math.min(overlap, view.added());
        while (made < view.added()) {
            int start = made - overlap;
            var strip = search.best(start, view.added() - start);
            if (strip.isEmpty()) {
                return Optional.empty();
            }
            lay(strip.get());
            made = start + strip.get().lines();
        }
        return Optional.of(worst);
    }

    private void reflect() {
        for (int d = 0; d < Math.min(overlap, view.added()); d++) {
            for (int a = 0; a < view.length(); a++) {
                for (int c = 0; c < 3; c++) {
                    view.set(a, d, c, view.at(a, -1 - d, c));
                }
            }
        }
    }

    private void lay(StripSearch.Strip strip) {
        double[][] tint = tint(strip);
        double[][] difference = new double[view.length()][overlap];
        for (int a = 0; a < view.length(); a++) {
            for (int d = 0; d < overlap; d++) {
                difference[a][d] = difference(strip, tint[a], a, d);
            }
        }
        int[] cut = Cut.through(difference);
        worst = Math.max(worst, Visibility.of(difference, cut, view));
        for (int a = 0; a < view.length(); a++) {
            for (int d = Math.max(0, cut[a] - FEATHER); d < strip.lines(); d++) {
                double share = Math.clamp((d - cut[a] + FEATHER) / (2.0 * FEATHER), 0, 1);
                for (int c = 0; c < 3; c++) {
                    int depth = strip.start() + d;
                    double old = share < 1 ? view.at(a, depth, c) : 0;
                    double fresh = tinted(strip, tint[a], a, d, c);
                    view.set(a, depth, c, old * (1 - share) + fresh * share);
                }
            }
        }
    }

    private double difference(StripSearch.Strip strip, double[] tint, int a, int d) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            double step = view.at(a, strip.start() + d, c) - tinted(strip, tint, a, d, c);
            sum += step * step;
        }
        return sum / 3;
    }

    private double tinted(StripSearch.Strip strip, double[] tint, int a, int d, int c) {
        return view.at(strip.along(a, view.length()), strip.from() + d, c) + tint[c];
    }

    /** What is to be added to a strip's colours, so that it meets what is there without a step. */
    private double[][] tint(StripSearch.Strip strip) {
        int length = view.length();
        int radius = Math.max(1, (int) (length * SMOOTH));
        double[][] tint = new double[length][3];
        for (int c = 0; c < 3; c++) {
            double[] sum = new double[length + 1];
            for (int a = 0; a < length; a++) {
                double step = 0;
                for (int d = 0; d < overlap; d++) {
                    step += view.at(a, strip.start() + d, c);
                    step -= view.at(strip.along(a, length), strip.from() + d, c);
                }
                sum[a + 1] = sum[a] + step / overlap;
            }
            for (int a = 0; a < length; a++) {
                int from = Math.max(0, a - radius);
                int to = Math.min(length, a + radius + 1);
                double mean = (sum[to] - sum[from]) / (to - from);
                tint[a][c] = Math.clamp(mean, -STRONGEST_TINT, STRONGEST_TINT);
            }
        }
        return tint;
    }
}
