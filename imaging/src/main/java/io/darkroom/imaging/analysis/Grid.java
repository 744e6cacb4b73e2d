package io.darkroom.imaging.analysis;

import java.util.Arrays;

/** A small map of floats over a picture, row by row from its top left corner. */
public final class Grid {
    private final int width;
    private final int height;
    private final float[] values;

    /**
     * @throws IllegalArgumentException if there are not width times height values
     */
    public Grid(int width, int height, float[] values) {
        if (width < 1 || height < 1 || values.length != width * height) {
            throw new IllegalArgumentException(
                    "A grid of %d by %d needs as many values, got %d"
                            .formatted(width, height, values.length));
        }
        this.width = width;
        this.height = height;
        this.values = values.clone();
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public float at(int x, int y) {
        return values[y * width + x];
    }

    /** A copy of the values, row by row. */
    public float[] values() {
        return values.clone();
    }

    double mean() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The same map stretched to 0 to 1; all zero where it is flat. */
    Grid normalised() {
        float low = Float.MAX_VALUE;
        float high = -Float.MAX_VALUE;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        float[] out = new float[values.length];
        if (high - low > 1e-9f) {
            for (int i = 0; i < out.length; i++) {
                out[i] = (values[i] - low) / (high - low);
            }
        }
        return new Grid(width, height, out);
    }

    /** Mean over a square window of this radius, cut at the edges. */
    Grid blurred(int radius) {
        return radius < 1 ? this : pass(radius, true).pass(radius, false);
    }

    private Grid pass(int radius, boolean horizontal) {
        float[] out = new float[values.length];
        int length = horizontal ? width : height;
        int lines = horizontal ? height : width;
        int step = horizontal ? 1 : width;
        for (int line = 0; line < lines; line++) {
            int start = horizontal ? line * width : line;
            double sum = 0;
            int count = 0;
            for (int i = -radius; i < length; i++) {
                if (i + radius < length) {
                    sum += values[start + (i + radius) * step];
                    count++;
                }
                if (i - radius - 1 >= 0) {
                    sum -= values[start + (i - radius - 1) * step];
                    count--;
                }
                if (i >= 0) {
                    out[start + i * step] = (float) (sum / count);
                }
            }
        }
        return new Grid(width, height, out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Grid grid
                && width == grid.width
                && height == grid.height
                && Arrays.equals(values, grid.values);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(values);
    }
}
