package io.darkroom.transform.outpaint;

/** The ground of a picture: its slow changes of colour, with the subject left out of it. */
final class Ground {
    private static final int SMALL = 96;

    private Ground() {}

    /** What covers it is filled from around it. */
    static Raster smooth(Raster original, Background background) {
        double scale = Math.min(1, (double) SMALL / Math.max(original.width(), original.height()));
        int w = Math.max(1, (int) Math.round(original.width() * scale));
        int h = Math.max(1, (int) Math.round(original.height() * scale));
        Raster small = original.resized(w, h);
        Raster out = Raster.blank(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                average(small, background, x, y, out);
            }
        }
        return out.resized(original.width(), original.height());
    }

    private static void average(Raster small, Background background, int x, int y, Raster out) {
        for (int radius = 2; ; radius *= 2) {
            double[] sum = new double[3];
            int count = 0;
            for (int sy = Math.max(0, y - radius);
                    sy <= Math.min(small.height() - 1, y + radius);
                    sy++) {
                for (int sx = Math.max(0, x - radius);
                        sx <= Math.min(small.width() - 1, x + radius);
                        sx++) {
                    double fx = (sx + 0.5) / small.width();
                    double fy = (sy + 0.5) / small.height();
                    if (radius > SMALL || background.free(fx, fy)) {
                        for (int c = 0; c < 3; c++) {
                            sum[c] += small.at(sx, sy, c);
                        }
                        count++;
                    }
                }
            }
            if (count > 0) {
                for (int c = 0; c < 3; c++) {
                    out.set(x, y, c, sum[c] / count);
                }
                return;
            }
        }
    }
}
