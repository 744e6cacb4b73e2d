package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * At one size of the canvas: which pixels are the original's, which patches are to be matched, and
 * where they may be matched to (whole patches of the original without its subject).
 */
final class Scene {
    /** Half the width of the band in which sources lie, in lengths of the canvas across growth. */
    private static final double BAND = 0.07;

    /** How far into the original, in lengths of it, one looks from the edge that is extended. */
    private static final double REACH = 0.3;

    private static final int DRAWS = 16;

    private final int width;
    private final int height;
    private final Box known;
    private final boolean sideways;
    private final int band;
    private final BitSet sources;
    private final BitSet isTarget;
    private final int[] targets;
    private final int[][] sourcesByLine;

    /**
     * @param known the original's place at this size
     * @param sideways whether the canvas grows in width
     * @param background what may be looked at, in fractions of the original
     */
    Scene(int width, int height, Box known, boolean sideways, Background background) {
        this.width = width;
        this.height = height;
        this.known = known;
        this.sideways = sideways;
        this.band = Math.max(PatchField.RADIUS + 3, (int) ((sideways ? height : width) * BAND));
        this.sources = sources(background);
        this.isTarget = targetMask();
        this.targets = isTarget.stream().toArray();
        this.sourcesByLine = byLine();
    }

    private BitSet sources(Background background) {
        var bits = new BitSet(width * height);
        int r = PatchField.RADIUS;
        for (int y = known.y() + r; y < known.y() + known.height() - r; y++) {
            for (int x = known.x() + r; x < known.x() + known.width() - r; x++) {
                double fx = (x - known.x() + 0.5) / known.width();
                double fy = (y - known.y() + 0.5) / known.height();
                bits.set(y * width + x, background.free(fx, fy));
            }
        }
        return bits;
    }

    /** Everything that a patch around an unknown pixel could be centred on. */
    private BitSet targetMask() {
        var bits = new BitSet(width * height);
        int r = PatchField.RADIUS;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside =
                        x >= known.x() + (known.x() == 0 ? 0 : r)
                                && x < known.x() + known.width() - (atRight() ? 0 : r)
                                && y >= known.y() + (known.y() == 0 ? 0 : r)
                                && y < known.y() + known.height() - (atBottom() ? 0 : r);
                bits.set(y * width + x, !inside);
            }
        }
        return bits;
    }

    private boolean atRight() {
        return known.x() + known.width() >= width;
    }

    private boolean atBottom() {
        return known.y() + known.height() >= height;
    }

    private int[][] byLine() {
        return IntStream.range(0, sideways ? height : width)
                .mapToObj(line ->
                        sources.stream().filter(i -> Math.abs(line(i) - line) <= band).toArray())
                .toArray(int[][]::new);
    }

    private int line(int i) {
        return sideways ? i / width : i % width;
    }

    int[] targets() {
        return targets;
    }

    boolean isTarget(int i) {
        return isTarget.get(i);
    }

    boolean isKnown(int x, int y) {
        return x >= known.x()
                && y >= known.y()
                && x < known.x() + known.width()
                && y < known.y() + known.height();
    }

    boolean isSource(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && sources.get(y * width + x);
    }

    /** Whether a source lies beside a target, and in the part of the original next to it. */
    boolean inBand(int target, int sx, int sy) {
        return Math.abs(line(target) - (sideways ? sy : sx)) <= band
                && near(depth(target), sideways ? sx : sy);
    }

    private int depth(int i) {
        return sideways ? i % width : i / width;
    }

    private boolean near(int targetDepth, int sourceDepth) {
        int start = sideways ? known.x() : known.y();
        int length = sideways ? known.width() : known.height();
        double share = (double) (sourceDepth - start) / length;
        return targetDepth < start + length / 2 ? share <= REACH : share >= 1 - REACH;
    }

    int randomSource(int target, Random random) {
        int[] near = sourcesByLine[line(target)];
        int source = near[random.nextInt(near.length)];
        for (int draw = 0; draw < DRAWS && !near(depth(target), depth(source)); draw++) {
            source = near[random.nextInt(near.length)];
        }
        return source;
    }

    /** Whether there is enough to look at beside every place that is to be filled. */
    boolean plentiful(int least) {
        int end = (sideways ? width : height) - 1;
        for (int[] beside : sourcesByLine) {
            long first = IntStream.of(beside).filter(i -> near(0, depth(i))).count();
            long last = IntStream.of(beside).filter(i -> near(end, depth(i))).count();
            boolean enough = (growsAtStart() ? first : last) >= least;
            if (!enough || (growsAtEnd() && last < least)) {
                return false;
            }
        }
        return true;
    }

    private boolean growsAtStart() {
        return (sideways ? known.x() : known.y()) > 0;
    }

    private boolean growsAtEnd() {
        return sideways ? !atRight() : !atBottom();
    }

    Box known() {
        return known;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
