package io.darkroom.imaging.analysis;

import java.util.Arrays;

/**
 * How far down the plain ground reaches that begins at the upper edge of a picture: sky, a wall.
 * What stands out against it from below, a tower, a tree, somebody from behind, has its top above
 * where the ground ends elsewhere.
 */
public final class Skyline {
    /** In units of {@link Saliency#edges()}: a change of 12 in Lab from one cell to the next. */
    private static final float PLAIN = 0.3f;

    /** What differs by less from the ground above it, in Lab, belongs to it. */
    private static final double ALIKE = 14;

    /** How fast the ground may change its colour downwards, as the sky does. */
    private static final double FOLLOWED = 0.25;

    /** What ends after less of the picture's height is a cloud or a bird, and stands on nothing. */
    private static final double FLOATING = 0.12;

    /** The narrowest thing that counts, as a share of the picture's width. */
    private static final double NARROW = 0.025;

    /** How much of the picture's width must have ground above. */
    private static final double GROUND = 0.4;

    /** Where the ground ends in most columns; 0 where there is too little ground. */
    private final double usual;

    /** Where the highest thing that counts begins. */
    private final double peak;

    /**
     * @param depths for each column of equal width, from the left, the share of the height that is
     *     ground: 0 where there is none, 1 where nothing stands out
     */
    public Skyline(double... depths) {
        double[] grounds = Arrays.stream(depths).filter(depth -> depth > 0).sorted().toArray();
        int narrow = (int) (depths.length * NARROW);
        boolean enough = grounds.length > Math.max(narrow, GROUND * depths.length);
        this.usual = enough ? grounds[grounds.length / 2] : 0;
        this.peak = enough ? grounds[narrow] : 0;
    }

    static Skyline of(Sample sample, Grid edges) {
        double[] depths = new double[sample.width()];
        for (int x = 0; x < depths.length; x++) {
            boolean plain = edges.at(x, 0) < PLAIN && edges.at(x, sample.height() / 32) < PLAIN;
            depths[x] = plain ? (double) depth(sample, x) / sample.height() : 0;
        }
        return new Skyline(depths);
    }

    private static int depth(Sample s, int x) {
        int floating = Math.max(1, (int) (s.height() * FLOATING));
        double l = s.l()[x];
        double a = s.a()[x];
        double b = s.b()[x];
        int unlike = 0;
        for (int y = 0; y < s.height(); y++) {
            int i = y * s.width() + x;
            if (s.distance(i, l, a, b) < ALIKE) {
                unlike = 0;
                l += FOLLOWED * (s.l()[i] - l);
                a += FOLLOWED * (s.a()[i] - a);
                b += FOLLOWED * (s.b()[i] - b);
            } else if (++unlike > floating) {
                return y - floating;
            }
        }
        return s.height() - unlike;
    }

    /**
     * By how much a thing rises above the skyline on both sides of it, of what a line across the
     * whole picture would cut off: 0 where the line runs above all, or over no ground. What begins
     * at the upper edge has no top.
     *
     * @param line its height, as a fraction of the picture's, as is the result
     */
    public double cutOff(double line) {
        return Math.max(0, Math.min(line, usual) - peak);
    }
}
