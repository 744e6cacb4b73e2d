package io.darkroom.imaging.analysis;

import java.util.Arrays;

/**
 * How far a place is cut off from the picture's border: the smallest range of values on any way
 * there, by raster scans. J. Zhang, S. Sclaroff, Z. Lin, X. Shen, B. Price, R. Mech, Minimum
 * Barrier Salient Object Detection at 80 FPS, ICCV 2015.
 */
final class MinimumBarrier {
    private static final int SCANS = 4;

    private final int width;
    private final int height;
    private final float[] image;
    private final float[] high;
    private final float[] low;
    private final float[] distance;

    private MinimumBarrier(int width, int height, float[] image) {
        this.width = width;
        this.height = height;
        this.image = image;
        this.high = image.clone();
        this.low = image.clone();
        this.distance = new float[image.length];
        Arrays.fill(distance, Float.MAX_VALUE);
        for (int x = 0; x < width; x++) {
            distance[x] = 0;
            distance[(height - 1) * width + x] = 0;
        }
        for (int y = 0; y < height; y++) {
            distance[y * width] = 0;
            distance[y * width + width - 1] = 0;
        }
    }

    /** Distances summed over the channels, in units of CIE Lab; not normalised. */
    static Grid map(Sample sample) {
        float[] sum = new float[sample.size()];
        for (float[] channel : new float[][] {sample.l(), sample.a(), sample.b()}) {
            float[] part = new MinimumBarrier(sample.width(), sample.height(), channel).run();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part[i];
            }
        }
        return new Grid(sample.width(), sample.height(), sum);
    }

    private float[] run() {
        for (int scan = 0; scan < SCANS; scan++) {
            if (scan % 2 == 0) {
                forward();
            } else {
                backward();
            }
        }
        return distance;
    }

    private void forward() {
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                relax(i, i - 1);
                relax(i, i - width);
            }
        }
    }

    private void backward() {
        for (int y = height - 2; y > 0; y--) {
            for (int x = width - 2; x > 0; x--) {
                int i = y * width + x;
                relax(i, i + 1);
                relax(i, i + width);
            }
        }
    }

    private void relax(int here, int from) {
        if (distance[from] == Float.MAX_VALUE) {
            return;
        }
        float top = Math.max(high[from], image[here]);
        float bottom = Math.min(low[from], image[here]);
        if (top - bottom < distance[here]) {
            distance[here] = top - bottom;
            high[here] = top;
            low[here] = bottom;
        }
    }
}
