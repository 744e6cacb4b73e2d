package io.darkroom.imaging.analysis;

/**
 * What hangs on the top edge, is smooth and has a colour of the sky. A plain studio ground is no
 * sky: where the bottom edge looks like the top edge, only a clear blue counts.
 */
final class Sky {
    private static final double DARK_GROUND = 0.6;
    private static final double SMOOTH = 7;
    private static final double SAME_GROUND = 14;
    private static final double CLEAR_BLUE = 16;

    private Sky() {}

    /** Share of the picture, 0 to 1. */
    static double share(Sample sample) {
        boolean plain = topLikeBottom(sample);
        int cells = 0;
        for (int x = 0; x < sample.width(); x++) {
            for (int y = 0; y < sample.height(); y++) {
                int i = y * sample.width() + x;
                if (!(blue(sample, i, plain ? CLEAR_BLUE : 7) || (!plain && pale(sample, i)))
                        || !smooth(sample, x, y)) {
                    break;
                }
                cells++;
            }
        }
        return (double) cells / sample.size();
    }

    /** Whether warm light lies smooth above a ground that is nearly dark: a low sun. */
    static boolean glowing(Sample sample) {
        int ground = sample.width() * (sample.height() * 4 / 5);
        int warm = 0;
        int smooth = 0;
        for (int i = 0; i < ground; i++) {
            warm += warm(sample, i) ? 1 : 0;
            smooth += smooth(sample, i % sample.width(), i / sample.width()) ? 1 : 0;
        }
        double[] above = Colours.mean(sample, i -> i < ground);
        double[] below = Colours.mean(sample, i -> i >= ground);
        return above != null
                && below != null
                && below[0] < above[0] * DARK_GROUND
                && warm > ground * 0.15
                && smooth > ground * 0.6;
    }

    /** Red, orange, pink or yellow as of a low sun, and not dull. */
    static boolean warm(Sample sample, int i) {
        double hue = sample.hue(i);
        return sample.chroma(i) > 12 && (hue < 92 || hue > 345);
    }

    private static boolean blue(Sample sample, int i, double leastChroma) {
        double hue = sample.hue(i);
        return sample.l()[i] > 35 && sample.chroma(i) > leastChroma && hue > 215 && hue < 300;
    }

    private static boolean pale(Sample sample, int i) {
        return sample.l()[i] > 58 && sample.chroma(i) < 10;
    }

    private static boolean smooth(Sample s, int x, int y) {
        int i = y * s.width() + x;
        int below = y + 1 < s.height() ? i + s.width() : i;
        int right = x + 1 < s.width() ? i + 1 : i;
        return s.distance(i, s.l()[below], s.a()[below], s.b()[below]) < SMOOTH
                && s.distance(i, s.l()[right], s.a()[right], s.b()[right]) < SMOOTH;
    }

    private static boolean topLikeBottom(Sample sample) {
        int row = sample.width();
        double[] top = Colours.mean(sample, i -> i < row);
        double[] bottom = Colours.mean(sample, i -> i >= sample.size() - row);
        return top == null
                || bottom == null
                || Math.hypot(
                                Math.hypot(top[0] - bottom[0], top[1] - bottom[1]),
                                top[2] - bottom[2])
                        < SAME_GROUND;
    }
}
