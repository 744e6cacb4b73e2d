package io.darkroom.transform.outpaint;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Fits pixels that a model made to the original around them: the difference in colour at the edge,
 * which is known because the model repainted the original too, is taken out and fades with the
 * distance, and grain is added where the original has more.
 */
final class ToneMatch {
    /** Over this share of the long side a difference fades. */
    private static final double FADE = 0.08;

    private static final int ROUNDS = 3;

    /** Colours are compared over squares of this radius, so that no detail counts. */
    private static final int AROUND = 6;

    private static final double MOST = 60;
    private static final double MOST_GRAIN = 8;

    /** The median of a normal distribution's absolute value, of its deviation. */
    private static final double MEDIAN = 0.6745;

    private final Raster whole;
    private final Raster made;
    private final BitSet missing;

    /**
     * @param whole with the original in its place; what is missing is written into it
     * @param made of the same size, with the original as the model repainted it
     */
    ToneMatch(Raster whole, Raster made, BitSet missing) {
        this.whole = whole;
        this.made = made;
        this.missing = missing;
    }

    void fill(long seed) {
        double grain = missingGrain();
        int width = whole.width();
        double reach = Math.max(width, whole.height()) * FADE;
        var grid = new BlendGrid(width, whole.height(), missing, reach);
        for (int c = 0; c < 3; c++) {
            correction(grid, c);
            var random = new SplittableRandom(seed);
            for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
                // The same grain in every channel: film and sensors have little colour in theirs.
                double noise = grain == 0 ? 0 : random.nextGaussian() * grain;
                int x = i % width;
                int y = i / width;
                whole.set(x, y, c, made.at(x, y, c) + grid.value(x, y) + noise);
            }
        }
    }

    private void correction(BlendGrid grid, int c) {
        int width = whole.width();
        grid.clear();
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            int x = i % width;
            int y = i / width;
            grid.add(
                    x,
                    y,
                    known(x - 1, y, c)
                            + known(x + 1, y, c)
                            + known(x, y - 1, c)
                            + known(x, y + 1, c));
        }
        for (int round = 0; round < ROUNDS; round++) {
            grid.cycle();
        }
    }

    /** The difference at a pixel of the original; 0 elsewhere. */
    private float known(int x, int y, int c) {
        int width = whole.width();
        if (x < 0 || y < 0 || x >= width || y >= whole.height() || missing.get(y * width + x)) {
            return 0;
        }
        double sum = 0;
        int count = 0;
        for (int v = Math.max(0, y - AROUND); v <= Math.min(whole.height() - 1, y + AROUND); v++) {
            for (int u = Math.max(0, x - AROUND); u <= Math.min(width - 1, x + AROUND); u++) {
                if (!missing.get(v * width + u)) {
                    sum += whole.at(u, v, c) - made.at(u, v, c);
                    count++;
                }
            }
        }
        return (float) Math.clamp(sum / count, -MOST, MOST);
    }

    /** How much grain is to be added, as its deviation. */
    private double missingGrain() {
        double original = grain(whole, false);
        double there = grain(made, true);
        return original <= there
                ? 0
                : Math.min(MOST_GRAIN, Math.sqrt(original * original - there * there));
    }

    private double grain(Raster raster, boolean ofMissing) {
        int width = raster.width();
        int step = Math.max(1, (int) Math.sqrt(width * (double) raster.height() / 40_000));
        double[] residues = new double[(width / step + 1) * (raster.height() / step + 1)];
        int count = 0;
        for (int y = 1; y < raster.height() - 1; y += step) {
            for (int x = 1; x < width - 1; x += step) {
                if (missing.get(y * width + x) == ofMissing) {
                    residues[count++] = Math.abs(residue(raster, x, y));
                }
            }
        }
        Arrays.sort(residues, 0, count);
        return count == 0 ? 0 : residues[count / 2] / MEDIAN;
    }

    /** The Laplacian whose answer to white noise has the noise's own deviation. */
    private static double residue(Raster raster, int x, int y) {
        int sides =
                raster.at(x - 1, y, 1)
                        + raster.at(x + 1, y, 1)
                        + raster.at(x, y - 1, 1)
                        + raster.at(x, y + 1, 1);
        int corners =
                raster.at(x - 1, y - 1, 1)
                        + raster.at(x + 1, y - 1, 1)
                        + raster.at(x - 1, y + 1, 1)
                        + raster.at(x + 1, y + 1, 1);
        return (4 * raster.at(x, y, 1) - 2 * sides + corners) / 6.0;
    }
}
