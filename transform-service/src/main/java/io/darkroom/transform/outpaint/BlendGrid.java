package io.darkroom.transform.outpaint;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The screened Poisson equation on the free cells of a grid, the value being 0 on all others; each
 * grid has one of half its size that solves what changes slowly.
 */
final class BlendGrid {
    private static final int SWEEPS = 3;
    private static final int LAST_SWEEPS = 30;
    private static final int COARSEST = 8;

    private final int width;
    private final boolean[] free;
    private final float pull;
    private final float[] value;
    private final float[] right;
    private final @Nullable BlendGrid coarser;

    /**
     * @param reach over which a value fades where nothing holds it, in cells
     */
    BlendGrid(int width, int height, BitSet free, double reach) {
        this(width, height, array(free, width * height), (float) (1 / (reach * reach)));
    }

    private BlendGrid(int width, int height, boolean[] free, float pull) {
        this.width = width;
        this.free = free;
        this.pull = pull;
        this.value = new float[width * height];
        this.right = new float[width * height];
        this.coarser =
                Math.min(width, height) <= COARSEST
                        ? null
                        : new BlendGrid(
                                (width + 1) / 2, (height + 1) / 2, halved(height), pull * 4);
    }

    private static boolean[] array(BitSet set, int length) {
        boolean[] out = new boolean[length];
        set.stream().forEach(i -> out[i] = true);
        return out;
    }

    /** A coarse cell is free where all of its fine ones are. */
    private boolean[] halved(int height) {
        int half = (width + 1) / 2;
        boolean[] out = new boolean[half * ((height + 1) / 2)];
        Arrays.fill(out, true);
        for (int i = 0; i < free.length; i++) {
            out[i / width / 2 * half + i % width / 2] &= free[i];
        }
        return out;
    }

    /** To be filled in before the first cycle. */
    float[] right() {
        return right;
    }

    float[] value() {
        return value;
    }

    /** Comes nearer to the solution, once from fine to coarse and back. */
    void cycle() {
        if (coarser == null) {
            for (int sweep = 0; sweep < LAST_SWEEPS; sweep++) {
                relax(sweep % 2 == 0);
            }
            return;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            relax(sweep % 2 == 0);
        }
        restrict(coarser);
        coarser.cycle();
        prolong(coarser);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            relax(sweep % 2 == 1);
        }
    }

    private void relax(boolean forth) {
        for (int n = 0; n < free.length; n++) {
            int i = forth ? n : free.length - 1 - n;
            if (free[i]) {
                value[i] = (right[i] + neighbours(i)) / (degree(i) + pull);
            }
        }
    }

    private float neighbours(int i) {
        int x = i % width;
        float sum = x > 0 ? value[i - 1] : 0;
        sum += x + 1 < width ? value[i + 1] : 0;
        sum += i >= width ? value[i - width] : 0;
        sum += i + width < value.length ? value[i + width] : 0;
        return sum;
    }

    private int degree(int i) {
        int x = i % width;
        return (x > 0 ? 1 : 0)
                + (x + 1 < width ? 1 : 0)
                + (i >= width ? 1 : 0)
                + (i + width < value.length ? 1 : 0);
    }

    private void restrict(BlendGrid to) {
        Arrays.fill(to.right, 0);
        Arrays.fill(to.value, 0);
        for (int i = 0; i < free.length; i++) {
            int at = i / width / 2 * to.width + i % width / 2;
            if (free[i] && to.free[at]) {
                to.right[at] += right[i] + neighbours(i) - (degree(i) + pull) * value[i];
            }
        }
    }

    private void prolong(BlendGrid from) {
        for (int i = 0; i < free.length; i++) {
            if (free[i]) {
                value[i] += from.value[i / width / 2 * from.width + i % width / 2];
            }
        }
    }
}
