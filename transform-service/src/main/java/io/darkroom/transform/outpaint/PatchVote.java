package io.darkroom.transform.outpaint;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;

/**
 * Gives every missing pixel the value that the best of the patches over it says: the one that fits
 * best and lies nearest to what is known. A mean would smooth the texture away.
 */
final class PatchVote {
    private static final double USUAL = 0.75;

    /** How much less a patch counts for each pixel that it lies further out. */
    private static final double NEARER = 0.02;

    private final Raster raster;
    private final BitSet missing;
    private final float[] best;
    private final int[] source;

    private PatchVote(Raster raster, BitSet missing) {
        this.raster = raster;
        this.missing = missing;
        this.best = new float[raster.width() * raster.height()];
        this.source = new int[best.length];
        Arrays.fill(best, Float.MAX_VALUE);
        Arrays.fill(source, -1);
    }

    /**
     * Writes the pixels.
     *
     * @param distance of a target from what is known, in pixels
     * @return for every missing pixel the index of the one that it was copied from, -1 elsewhere
     */
    static int[] cast(Raster raster, BitSet missing, PatchField field, IntUnaryOperator distance) {
        var vote = new PatchVote(raster, missing);
        double usual = usual(field);
        for (int target : field.targets()) {
            float price =
                    (float) (field.cost(target) / usual + NEARER * distance.applyAsInt(target));
            vote.count(target, field.source(target), price);
        }
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            System.arraycopy(raster.bgr(), vote.source[i] * 3, raster.bgr(), i * 3, 3);
        }
        return vote.source;
    }

    private void count(int target, int from, float price) {
        int width = raster.width();
        int r = PatchField.RADIUS;
        int tx = target % width;
        int ty = target / width;
        for (int dy = Math.max(-r, -ty); dy <= Math.min(r, raster.height() - 1 - ty); dy++) {
            for (int dx = Math.max(-r, -tx); dx <= Math.min(r, width - 1 - tx); dx++) {
                int step = dy * width + dx;
                if (price < best[target + step] && missing.get(target + step)) {
                    best[target + step] = price;
                    source[target + step] = from + step;
                }
            }
        }
    }

    private static double usual(PatchField field) {
        int[] costs = Arrays.stream(field.targets()).map(field::cost).sorted().toArray();
        return costs.length == 0 ? 1 : Math.max(1, costs[(int) (USUAL * (costs.length - 1))]);
    }
}
