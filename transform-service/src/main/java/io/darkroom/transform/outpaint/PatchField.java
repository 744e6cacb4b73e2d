package io.darkroom.transform.outpaint;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/**
 * For every patch that touches missing pixels the patch of the original that is most like it, found
 * by spreading good finds to neighbours and by trying others at random (C. Barnes, E. Shechtman, A.
 * Finkelstein, D. Goldman, PatchMatch, SIGGRAPH 2009).
 */
final class PatchField {
    /** Patches are 7 pixels a side. */
    static final int RADIUS = 3;

    /** From which rows of the original a patch may come, by the row of the one it stands for. */
    interface Reach {
        boolean allows(int targetY, int sourceY);
    }

    private static final int NONE = -1;
    private static final double NARROWER = 0.5;
    private static final int TRIES = 40;

    private final Raster canvas;
    private final BitSet targets;
    private final BitSet sources;
    private final Reach reach;
    private final SplittableRandom random;
    private final int[] order;
    private final int[] sourceList;
    private final int[] found;
    private final int[] cost;

    /**
     * @param canvas whose missing pixels hold the present guess
     * @param targets centres of the patches to be matched, by index
     * @param sources centres of the patches that may be copied, by index; not empty
     */
    PatchField(Raster canvas, BitSet targets, BitSet sources, Reach reach, long seed) {
        this.canvas = canvas;
        this.targets = targets;
        this.sources = sources;
        this.reach = reach;
        this.random = new SplittableRandom(seed);
        this.order = targets.stream().toArray();
        this.sourceList = sources.stream().toArray();
        this.found = new int[canvas.width() * canvas.height()];
        this.cost = new int[found.length];
        Arrays.fill(found, NONE);
    }

    int[] targets() {
        return order;
    }

    /** The source's index for a target; it is always set after {@link #start}. */
    int source(int target) {
        return found[target];
    }

    /** Mean squared difference of a target's patch from its source, over channels and pixels. */
    int cost(int target) {
        return cost[target];
    }

    /** Begins with a guess for each target, or at random where the guess is no source. */
    void start(IntUnaryOperator guess) {
        for (int target : order) {
            int source = guess.applyAsInt(target);
            for (int tries = 0; !usable(target, source) && tries < TRIES; tries++) {
                source = sourceList[random.nextInt(sourceList.length)];
            }
            found[target] = source >= 0 && sources.get(source) ? source : sourceList[0];
        }
    }

    /** Costs again, after the guess has changed. */
    void measure() {
        for (int target : order) {
            cost[target] = difference(target, found[target], Integer.MAX_VALUE);
        }
    }

    /**
     * One pass over all targets.
     *
     * @param forth from the top left, else from the bottom right
     * @param widest how far from the present find others are tried, in pixels
     */
    void improve(boolean forth, int widest) {
        int step = forth ? -1 : 1;
        int width = canvas.width();
        for (int i = 0; i < order.length; i++) {
            int target = order[forth ? i : order.length - 1 - i];
            int x = target % width + step;
            if (x >= 0 && x < width) {
                spread(target, target + step, step);
            }
            spread(target, target + step * width, step * width);
            search(target, widest);
        }
    }

    private void spread(int target, int neighbour, int step) {
        if (neighbour >= 0 && neighbour < found.length && targets.get(neighbour)) {
            attempt(target, found[neighbour] - step);
        }
    }

    private void search(int target, int widest) {
        int width = canvas.width();
        for (double radius = widest; radius >= 1; radius *= NARROWER) {
            int r = (int) radius;
            long chance = random.nextLong();
            int x = found[target] % width + within(chance >>> 32, r);
            int y = found[target] / width + within(chance & 0xffff_ffffL, r);
            if (x >= 0 && x < width && y >= 0 && y < canvas.height()) {
                attempt(target, y * width + x);
            }
        }
    }

    /**
     * From -r to r, of 32 random bits: by a product, which is as even as this search needs, since
     * asking for a bound took a third of all its time.
     */
    private static int within(long bits, int r) {
        return (int) ((bits * (2L * r + 1)) >>> 32) - r;
    }

    private void attempt(int target, int source) {
        if (source != found[target] && usable(target, source)) {
            int difference = difference(target, source, cost[target]);
            if (difference < cost[target]) {
                cost[target] = difference;
                found[target] = source;
            }
        }
    }

    private boolean usable(int target, int source) {
        int width = canvas.width();
        return source >= 0 && sources.get(source) && reach.allows(target / width, source / width);
    }

    /** Stops early where it exceeds the limit. */
    private int difference(int target, int source, int limit) {
        int width = canvas.width();
        int tx = target % width;
        int ty = target / width;
        int left = Math.max(-RADIUS, -tx);
        int right = Math.min(RADIUS, width - 1 - tx);
        int top = Math.max(-RADIUS, -ty);
        int bottom = Math.min(RADIUS, canvas.height() - 1 - ty);
        int count = (right - left + 1) * 3 * (bottom - top + 1);
        long bound = (long) limit * count;
        byte[] bytes = canvas.bgr();
        int length = (right - left + 1) * 3;
        long sum = 0;
        for (int dy = top; dy <= bottom; dy++) {
            int t = (target + dy * width + left) * 3;
            int s = (source + dy * width + left) * 3;
            int row = 0;
            for (int i = 0; i < length; i++) {
                int d = (bytes[t + i] & 0xff) - (bytes[s + i] & 0xff);
                row += d * d;
            }
            sum += row;
            if (sum > bound) {
                return Integer.MAX_VALUE;
            }
        }
        return (int) (sum / count);
    }
}
