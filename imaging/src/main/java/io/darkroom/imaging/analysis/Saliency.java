package io.darkroom.imaging.analysis;

/**
 * Where eyes go first, from three measures that fail in different places: what is cut off from the
 * border ({@link MinimumBarrier}, misses subjects that touch it), what differs in colour from the
 * whole (R. Achanta, S. Hemami, F. Estrada, S. Süsstrunk, Frequency-tuned Salient Region Detection,
 * CVPR 2009) and what breaks the pattern ({@link SpectralResidual}).
 *
 * @param map 0 to 1
 * @param edges strength of edges, 0 to 1
 * @param prominence how strongly the subject stands out: 0 a flat picture, 1 black on white
 */
public record Saliency(Grid map, Grid edges, double prominence) {
    private static final float BARRIER = 0.45f;
    private static final float COLOUR = 0.3f;
    private static final float SPECTRUM = 0.25f;

    static Saliency of(Sample sample) {
        Grid barrier = MinimumBarrier.map(sample);
        double prominence = Math.min(1, highest(barrier) / 100);
        float[] cutOff = barrier.normalised().values();
        float[] colour = colourContrast(sample).normalised().values();
        float[] spectrum = SpectralResidual.map(sample).values();
        boolean cutOut = sample.cutOut();
        float[] sum = new float[sample.size()];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = BARRIER * cutOff[i] + COLOUR * colour[i] + SPECTRUM * spectrum[i];
            if (cutOut) {
                sum[i] = sample.alpha()[i] * (0.5f + 0.5f * sum[i]);
            }
        }
        int radius = Math.max(1, Math.max(sample.width(), sample.height()) / 64);
        Grid map = new Grid(sample.width(), sample.height(), sum).blurred(radius).normalised();
        return new Saliency(map, edges(sample), cutOut ? 1 : prominence);
    }

    private static double highest(Grid grid) {
        float high = 0;
        for (float value : grid.values()) {
            high = Math.max(high, value);
        }
        return high;
    }

    private static Grid colourContrast(Sample sample) {
        double l = mean(sample.l());
        double a = mean(sample.a());
        double b = mean(sample.b());
        float[] out = new float[sample.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) sample.distance(i, l, a, b);
        }
        return new Grid(sample.width(), sample.height(), out).blurred(1);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Colour differences to the right and below; 40 units of Lab and more count as 1. */
    private static Grid edges(Sample s) {
        float[] out = new float[s.size()];
        for (int y = 0; y < s.height(); y++) {
            for (int x = 0; x < s.width(); x++) {
                int i = y * s.width() + x;
                int right = x + 1 < s.width() ? i + 1 : i;
                int below = y + 1 < s.height() ? i + s.width() : i;
                double dx = s.distance(i, s.l()[right], s.a()[right], s.b()[right]);
                double dy = s.distance(i, s.l()[below], s.a()[below], s.b()[below]);
                out[i] = (float) Math.min(1, Math.hypot(dx, dy) / 40);
            }
        }
        return new Grid(s.width(), s.height(), out);
    }
}
