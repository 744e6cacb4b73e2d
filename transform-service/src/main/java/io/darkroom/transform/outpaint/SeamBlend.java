package io.darkroom.transform.outpaint;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Joins copied pieces in the gradient domain: within a piece the changes of colour stay as they are
 * in the original, between two pieces and at the original's edge they become what both sides would
 * have there (P. Pérez, M. Gangnet, A. Blake, Poisson Image Editing, SIGGRAPH 2003). A pull towards
 * the copied colours keeps the picture from drifting. Solved as a correction, by multigrid.
 */
final class SeamBlend {
    private static final int ROUNDS = 4;

    /** Share of the pixels that may be tinted more than is reported. */
    private static final double USUAL = 0.99;

    /** Tints are judged over squares of this many to the long side. */
    private static final int PARTS = 32;

    private final Raster raster;
    private final BitSet missing;
    private final int[] source;
    private final double reach;

    /**
     * @param source for every missing pixel the index of the one that it was copied from
     * @param reach how far a step at an edge is spread, in pixels
     */
    SeamBlend(Raster raster, BitSet missing, int[] source, double reach) {
        this.raster = raster;
        this.missing = missing;
        this.source = source;
        this.reach = reach;
    }

    /**
     * Corrects the missing pixels.
     *
     * @return how much the most tinted places had to be tinted, in grey levels
     */
    double apply() {
        var grid = new BlendGrid(raster.width(), raster.height(), missing, reach);
        double tint = 0;
        for (int c = 0; c < 3; c++) {
            grid.clear();
            lacks(grid, c);
            for (int round = 0; round < ROUNDS; round++) {
                grid.cycle();
            }
            tint = Math.max(tint, tint(grid));
            correct(grid, c);
        }
        return tint;
    }

    private void correct(BlendGrid grid, int c) {
        int width = raster.width();
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            int value = Math.round(at(i, c) + grid.value(i % width, i / width));
            raster.bgr()[i * 3 + c] = (byte) Math.clamp(value, 0, 255);
        }
    }

    /** What every change of colour lacks, as its divergence. */
    private void lacks(BlendGrid grid, int c) {
        int width = raster.width();
        int height = raster.height();
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            int x = i % width;
            int y = i / width;
            float lack = x + 1 < width ? lack(i, i + 1, c) : 0;
            lack += y + 1 < height ? lack(i, i + width, c) : 0;
            lack -= x > 0 ? lack(i - 1, i, c) : 0;
            lack -= y > 0 ? lack(i - width, i, c) : 0;
            grid.add(x, y, -lack);
        }
    }

    /** How much more the second of two neighbours should differ from the first. */
    private float lack(int a, int b, int c) {
        boolean missingA = missing.get(a);
        boolean missingB = missing.get(b);
        int step = b - a;
        boolean samePiece = missingA && missingB && source[b] - source[a] == step;
        if (samePiece) {
            return 0;
        }
        double wanted = 0;
        int count = 0;
        if (missingA && known(source[a] + step)) {
            wanted += at(source[a] + step, c) - at(source[a], c);
            count++;
        }
        if (missingB && known(source[b] - step)) {
            wanted += at(source[b], c) - at(source[b] - step, c);
            count++;
        }
        return (float) ((count == 0 ? 0 : wanted / count) - (at(b, c) - at(a, c)));
    }

    private boolean known(int i) {
        return i >= 0 && i < raster.width() * raster.height() && !missing.get(i);
    }

    private int at(int i, int c) {
        return raster.bgr()[i * 3 + c] & 0xff;
    }

    /** The mean tint of squares, so that grain, which closes seams everywhere, does not count. */
    private double tint(BlendGrid correction) {
        int width = raster.width();
        int side = Math.max(1, Math.max(width, raster.height()) / PARTS);
        int across = (width + side - 1) / side;
        int down = (raster.height() + side - 1) / side;
        double[] sum = new double[across * down];
        int[] count = new int[across * down];
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            int square = i / width / side * across + i % width / side;
            sum[square] += correction.value(i % width, i / width);
            count[square]++;
        }
        double[] tints = new double[sum.length];
        int used = 0;
        for (int square = 0; square < sum.length; square++) {
            // A sliver of a square is no mean.
            if (count[square] > side * side / 3) {
                tints[used++] = Math.abs(sum[square] / count[square]);
            }
        }
        Arrays.sort(tints, 0, used);
        return used == 0 ? 0 : tints[(int) (USUAL * (used - 1))];
    }
}
