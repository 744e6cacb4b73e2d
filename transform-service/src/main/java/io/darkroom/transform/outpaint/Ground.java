package io.darkroom.transform.outpaint;

/** The ground of a picture: its slow changes of colour, with the subject left out of it. */
final class Ground {
    private static final int SMALL = 96;
    private static final int NEAR = 2;

    private final int width;
    private final int height;

    /** Sums over all places above and to the left: how many are free, and their three colours. */
    private final double[][] sums;

    private Ground(Raster small, Background background) {
        this.width = small.width();
        this.height = small.height();
        this.sums = new double[4][(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean free = background.free((x + 0.5) / width, (y + 0.5) / height);
                add(0, x, y, free ? 1 : 0);
                for (int c = 0; c < 3; c++) {
                    add(c + 1, x, y, free ? small.at(x, y, c) : 0);
                }
            }
        }
    }

    private void add(int sum, int x, int y, double value) {
        int at = (y + 1) * (width + 1) + x + 1;
        double[] all = sums[sum];
        all[at] = value + all[at - 1] + all[at - width - 1] - all[at - width - 2];
    }

    /** What covers it is filled from around it; where all is covered, it is its mean. */
    static Raster smooth(Raster original, Background background) {
        return small(original, background).resized(original.width(), original.height());
    }

    /** The same, at a long side of 96 pixels. */
    static Raster small(Raster original, Background background) {
        double scale = Math.min(1, (double) SMALL / Math.max(original.width(), original.height()));
        int w = Math.max(1, (int) Math.round(original.width() * scale));
        int h = Math.max(1, (int) Math.round(original.height() * scale));
        Raster small = original.resized(w, h);
        var ground = new Ground(small, background);
        Raster out = Raster.blank(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                ground.average(small, x, y, out);
            }
        }
        return out;
    }

    private void average(Raster small, int x, int y, Raster out) {
        for (int radius = NEAR; radius <= 2 * Math.max(width, height); radius *= 2) {
            double count = within(0, x, y, radius);
            if (count > 0) {
                for (int c = 0; c < 3; c++) {
                    out.set(x, y, c, within(c + 1, x, y, radius) / count);
                }
                return;
            }
        }
        out.copyPixel(x, y, small.resized(1, 1), 0, 0);
    }

    private double within(int sum, int x, int y, int radius) {
        int left = Math.max(0, x - radius);
        int right = Math.min(width, x + radius + 1);
        int top = Math.max(0, y - radius) * (width + 1);
        int bottom = Math.min(height, y + radius + 1) * (width + 1);
        double[] all = sums[sum];
        return all[bottom + right] - all[bottom + left] - all[top + right] + all[top + left];
    }
}
