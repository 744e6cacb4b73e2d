package io.darkroom.transform.outpaint;

import java.util.Random;

/**
 * For every place to be filled, the place in the original whose surroundings look most alike: C.
 * Barnes, E. Shechtman, A. Finkelstein, D. B. Goldman, PatchMatch: A Randomized Correspondence
 * Algorithm for Structural Image Editing, SIGGRAPH 2009. Good matches spread to neighbours, and
 * random guesses around the best so far find better ones.
 *
 * <p>Sources stay within a band across the direction of growth, so that a horizon meets a horizon
 * and no sky grows out of the ground.
 */
final class PatchField {
    static final int RADIUS = 3;
    private static final int KNOWN_WEIGHT = 4;

    private final Raster image;
    private final Scene scene;
    private final Random random;
    private final int[] source;
    private final int[] cost;

    /**
     * @param image what is known, and a first guess at the rest; changes as the rest gets better
     * @param scene which pixels are known, and which may be looked at
     */
    PatchField(Raster image, Scene scene, Random random) {
        this.image = image;
        this.scene = scene;
        this.random = random;
        this.source = new int[image.width() * image.height()];
        this.cost = new int[source.length];
    }

    int width() {
        return image.width();
    }

    Raster image() {
        return image;
    }

    Scene scene() {
        return scene;
    }

    /** The matching place of a target, as y times width plus x. */
    int source(int target) {
        return source[target];
    }

    /** Mean squared difference of a channel between the patch at a target and its match. */
    double error(int target) {
        return cost[target] / (double) (KNOWN_WEIGHT * 3 * (2 * RADIUS + 1) * (2 * RADIUS + 1));
    }

    void guess() {
        for (int target : scene.targets()) {
            source[target] = scene.randomSource(target, random);
        }
    }

    /** Takes over what was found at half the size. */
    void refine(PatchField coarse) {
        int w = image.width();
        for (int target : scene.targets()) {
            int x = target % w;
            int y = target / w;
            int cx = Math.min(x / 2, coarse.image.width() - 1);
            int cy = Math.min(y / 2, coarse.image.height() - 1);
            int match = coarse.source[cy * coarse.image.width() + cx];
            int sx = (match % coarse.image.width()) * 2 + (x & 1);
            int sy = (match / coarse.image.width()) * 2 + (y & 1);
            boolean found = match > 0 && scene.isSource(sx, sy);
            source[target] = found ? sy * w + sx : scene.randomSource(target, random);
        }
    }

    /** Rounds of spreading and guessing, forwards and backwards by turns. */
    void search(int rounds) {
        for (int target : scene.targets()) {
            cost[target] = distance(target, source[target], Integer.MAX_VALUE);
        }
        int[] targets = scene.targets();
        for (int round = 0; round < rounds; round++) {
            boolean forwards = round % 2 == 0;
            for (int i = 0; i < targets.length; i++) {
                improve(targets[forwards ? i : targets.length - 1 - i], forwards ? -1 : 1);
            }
        }
    }

    private void improve(int target, int step) {
        int w = image.width();
        int x = target % w;
        int y = target / w;
        spread(target, x + step, y, -step, 0);
        spread(target, x, y + step, 0, -step);
        for (int reach = Math.max(w, image.height()) / 4; reach >= 1; reach /= 2) {
            int sx = source[target] % w + random.nextInt(2 * reach + 1) - reach;
            int sy = source[target] / w + random.nextInt(2 * reach + 1) - reach;
            attempt(target, sx, sy);
        }
    }

    private void spread(int target, int neighbourX, int neighbourY, int dx, int dy) {
        int w = image.width();
        if (neighbourX < 0 || neighbourY < 0 || neighbourX >= w || neighbourY >= image.height()) {
            return;
        }
        int neighbour = neighbourY * w + neighbourX;
        if (scene.isTarget(neighbour)) {
            attempt(target, source[neighbour] % w + dx, source[neighbour] / w + dy);
        }
    }

    private void attempt(int target, int sx, int sy) {
        int w = image.width();
        if (!scene.isSource(sx, sy) || !scene.inBand(target, sx, sy)) {
            return;
        }
        int candidate = sy * w + sx;
        int found = distance(target, candidate, cost[target]);
        if (found < cost[target]) {
            cost[target] = found;
            source[target] = candidate;
        }
    }

    /** Squared difference of two patches; known pixels count more; gives up at the limit. */
    private int distance(int target, int candidate, int limit) {
        int w = image.width();
        int tx = target % w;
        int ty = target / w;
        int sum = 0;
        byte[] bgr = image.bgr();
        for (int dy = -RADIUS; dy <= RADIUS; dy++) {
            int y = ty + dy;
            if (y < 0 || y >= image.height()) {
                continue;
            }
            for (int dx = -RADIUS; dx <= RADIUS; dx++) {
                int x = tx + dx;
                if (x < 0 || x >= w) {
                    continue;
                }
                int a = (y * w + x) * 3;
                int b = (candidate + dy * w + dx) * 3;
                int d0 = (bgr[a] & 0xff) - (bgr[b] & 0xff);
                int d1 = (bgr[a + 1] & 0xff) - (bgr[b + 1] & 0xff);
                int d2 = (bgr[a + 2] & 0xff) - (bgr[b + 2] & 0xff);
                int weight = scene.isKnown(x, y) ? KNOWN_WEIGHT : 1;
                sum += weight * (d0 * d0 + d1 * d1 + d2 * d2);
            }
            if (sum >= limit) {
                return sum;
            }
        }
        return sum;
    }
}
