package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;

/**
 * Takes the step in colour out of the edges of the original: what differs on average on the two
 * sides of an edge is added to what was made, less with the distance. A membrane as in P. Pérez, M.
 * Gangnet, A. Blake, Poisson Image Editing, SIGGRAPH 2003, with a straight fall instead of a
 * solver.
 */
final class SeamBlend {
    private static final int DEPTH = 5;
    private static final double SMOOTH = 0.02;

    /** What is left at the far end: a vignette goes on beyond the edge. */
    private static final double LEFT_OVER = 0.5;

    private final Raster raster;
    private final boolean sideways;

    private SeamBlend(Raster raster, boolean sideways) {
        this.raster = raster;
        this.sideways = sideways;
    }

    static Raster blended(Raster raster, Canvas canvas) {
        var blend = new SeamBlend(raster, canvas.sideways());
        Box p = canvas.placement();
        int start = canvas.sideways() ? p.x() : p.y();
        int end = start + (canvas.sideways() ? p.width() : p.height());
        int full = canvas.sideways() ? canvas.width() : canvas.height();
        if (end - start > DEPTH) {
            blend.side(start - 1, -1, start);
            blend.side(end, 1, full - end);
        }
        return raster;
    }

    /** Works outwards from the first added line, over so many lines. */
    private void side(int first, int outwards, int lines) {
        if (lines < DEPTH) {
            return;
        }
        int length = sideways ? raster.height() : raster.width();
        int radius = Math.max(1, (int) (length * SMOOTH));
        for (int c = 0; c < 3; c++) {
            double[] step = new double[length + 1];
            for (int i = 0; i < length; i++) {
                step[i + 1] = step[i] + step(i, first, outwards, c);
            }
            for (int i = 0; i < length; i++) {
                int from = Math.max(0, i - radius);
                int to = Math.min(length, i + radius + 1);
                correct(i, first, outwards, lines, c, (step[to] - step[from]) / (to - from));
            }
        }
    }

    private double step(int along, int first, int outwards, int c) {
        double sum = 0;
        for (int d = 0; d < DEPTH; d++) {
            sum += at(along, first - outwards * (d + 1), c) - at(along, first + outwards * d, c);
        }
        return sum / DEPTH;
    }

    private void correct(int along, int first, int outwards, int lines, int c, double step) {
        for (int d = 0; d < lines; d++) {
            int across = first + outwards * d;
            double value = at(along, across, c) + step * (1 - (1 - LEFT_OVER) * d / lines);
            raster.set(sideways ? across : along, sideways ? along : across, c, value);
        }
    }

    private int at(int along, int across, int c) {
        return sideways ? raster.at(across, along, c) : raster.at(along, across, c);
    }
}
