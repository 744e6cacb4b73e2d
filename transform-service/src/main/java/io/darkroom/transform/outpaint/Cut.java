package io.darkroom.transform.outpaint;

/**
 * Where to change from one layer to another that lies over it, so that it is seen least: the path
 * of least difference through their overlap (A. Efros, W. Freeman, Image Quilting for Texture
 * Synthesis and Transfer, SIGGRAPH 2001).
 */
final class Cut {
    private static final int LEAP = 2;

    private Cut() {}

    /** For every line the place of the change; neighbours differ by at most two. */
    static int[] through(double[][] difference) {
        int lines = difference.length;
        int depth = difference[0].length;
        double[][] cost = new double[lines][];
        cost[0] = difference[0].clone();
        for (int line = 1; line < lines; line++) {
            cost[line] = new double[depth];
            for (int d = 0; d < depth; d++) {
                cost[line][d] = difference[line][d] + cost[line - 1][cheapest(cost[line - 1], d)];
            }
        }
        int[] path = new int[lines];
        path[lines - 1] = cheapest(cost[lines - 1], depth / 2, depth);
        for (int line = lines - 2; line >= 0; line--) {
            path[line] = cheapest(cost[line], path[line + 1]);
        }
        return path;
    }

    private static int cheapest(double[] cost, int around) {
        return cheapest(cost, around, LEAP);
    }

    private static int cheapest(double[] cost, int around, int leap) {
        int best = around;
        int end = Math.min(cost.length - 1, around + leap);
        for (int d = Math.max(0, around - leap); d <= end; d++) {
            if (cost[d] < cost[best]) {
                best = d;
            }
        }
        return best;
    }
}
