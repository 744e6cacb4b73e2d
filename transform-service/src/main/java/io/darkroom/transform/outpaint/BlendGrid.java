package io.darkroom.transform.outpaint;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The screened Poisson equation on the free cells of a grid, the value being 0 on all others; each
 * grid has one of half its size that solves what changes slowly. Cells lie row by row with a rim of
 * one cell around them, so that every free cell has four neighbours and none must be asked for.
 */
final class BlendGrid {
    private static final int SWEEPS = 3;
    private static final int LAST_SWEEPS = 30;
    private static final int COARSEST = 8;

    private final int stride;

    /** Of each run of free cells its row, its first cell and the cell after its last. */
    private final int[] runs;

    /** One over the weight of a free cell's own value, 0 elsewhere. */
    private final float[] inverse;

    private final float[] value;
    private final float[] right;
    private final @Nullable BlendGrid coarser;

    /**
     * @param free cells, row by row
     * @param reach over which a value fades where nothing holds it, in cells
     */
    BlendGrid(int width, int height, BitSet free, double reach) {
        this(width, height, free, (float) (1 / (reach * reach)));
    }

    private BlendGrid(int width, int height, BitSet free, float pull) {
        this.stride = width + 2;
        this.runs = runs(width, height, free);
        int cells = stride * (height + 2);
        this.value = new float[cells];
        this.right = new float[cells];
        this.inverse = new float[cells];
        for (int run = 0; run < runs.length; run += 3) {
            int rows = (runs[run] > 1 ? 1 : 0) + (runs[run] < height ? 1 : 0);
            for (int x = runs[run + 1]; x < runs[run + 2]; x++) {
                int degree = rows + (x > 1 ? 1 : 0) + (x < width ? 1 : 0);
                inverse[runs[run] * stride + x] = 1 / (degree + pull);
            }
        }
        int halfWidth = (width + 1) / 2;
        int halfHeight = (height + 1) / 2;
        this.coarser =
                Math.min(width, height) <= COARSEST
                        ? null
                        : new BlendGrid(
                                halfWidth, halfHeight, halved(free, width, height), pull * 4);
    }

    private static int[] runs(int width, int height, BitSet free) {
        var runs = IntStream.builder();
        for (int y = 0; y < height; y++) {
            int end = (y + 1) * width;
            for (int from = free.nextSetBit(y * width); from >= 0 && from < end; ) {
                int to = Math.min(end, free.nextClearBit(from));
                runs.add(y + 1).add(from - y * width + 1).add(to - y * width + 1);
                from = free.nextSetBit(to);
            }
        }
        return runs.build().toArray();
    }

    /** A coarse cell is free where all of its fine ones are. */
    private static BitSet halved(BitSet free, int width, int height) {
        int half = (width + 1) / 2;
        var out = new BitSet();
        out.set(0, half * ((height + 1) / 2));
        for (int i = free.nextClearBit(0); i < width * height; i = free.nextClearBit(i + 1)) {
            out.clear(i / width / 2 * half + i % width / 2);
        }
        return out;
    }

    /** Begins anew with another right side, which is 0 until something is added to it. */
    void clear() {
        Arrays.fill(value, 0);
        Arrays.fill(right, 0);
    }

    /** Adds to the right side of a cell. */
    void add(int x, int y, float amount) {
        right[(y + 1) * stride + x + 1] += amount;
    }

    float value(int x, int y) {
        return value[(y + 1) * stride + x + 1];
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
        if (forth) {
            for (int run = 0; run < runs.length; run += 3) {
                int row = runs[run] * stride;
                int from = row + runs[run + 1];
                int to = row + runs[run + 2];
                // Carried along, since to read it back would wait for its being written.
                float before = value[from - 1];
                for (int i = from; i < to; i++) {
                    before =
                            (right[i]
                                            + value[i - stride]
                                            + value[i + stride]
                                            + value[i + 1]
                                            + before)
                                    * inverse[i];
                    value[i] = before;
                }
            }
        } else {
            for (int run = runs.length - 3; run >= 0; run -= 3) {
                int row = runs[run] * stride;
                int from = row + runs[run + 1];
                int to = row + runs[run + 2];
                float after = value[to];
                for (int i = to - 1; i >= from; i--) {
                    after =
                            (right[i]
                                            + value[i - stride]
                                            + value[i + stride]
                                            + value[i - 1]
                                            + after)
                                    * inverse[i];
                    value[i] = after;
                }
            }
        }
    }

    private float neighbours(int i) {
        return value[i - stride] + value[i + stride] + value[i - 1] + value[i + 1];
    }

    private void restrict(BlendGrid to) {
        to.clear();
        for (int run = 0; run < runs.length; run += 3) {
            int row = runs[run] * stride;
            int half = (runs[run] + 1) / 2 * to.stride;
            for (int x = runs[run + 1]; x < runs[run + 2]; x++) {
                int i = row + x;
                // Where the coarse cell is not free this is never read.
                to.right[half + (x + 1) / 2] += right[i] + neighbours(i) - value[i] / inverse[i];
            }
        }
    }

    private void prolong(BlendGrid from) {
        for (int run = 0; run < runs.length; run += 3) {
            int row = runs[run] * stride;
            int half = (runs[run] + 1) / 2 * from.stride;
            for (int x = runs[run + 1]; x < runs[run + 2]; x++) {
                value[row + x] += from.value[half + (x + 1) / 2];
            }
        }
    }
}
