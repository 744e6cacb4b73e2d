package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import java.util.Optional;

/**
 * Continues plain ground and sky: the slow change of colour is mirrored at the edge, with the
 * subject left out of it, and the grain of a strip along the edge is laid over it.
 */
final class ReflectionFiller implements Filler {
    private static final int SMALL = 96;
    private static final double STRIP = 0.08;
    private static final double GRAIN = 3;

    @Override
    public String method() {
        return "reflection";
    }

    @Override
    public Optional<Raster> fill(Raster original, Canvas canvas, Background background) {
        Raster smooth = smooth(original, background);
        Raster out = Raster.blank(canvas.width(), canvas.height());
        Box place = canvas.placement();
        int stripX = Math.max(1, (int) (place.width() * STRIP));
        int stripY = Math.max(1, (int) (place.height() * STRIP));
        for (int y = 0; y < canvas.height(); y++) {
            for (int x = 0; x < canvas.width(); x++) {
                if (canvas.holds(x, y)) {
                    continue;
                }
                int mx = Mirror.fold(x - place.x(), place.width());
                int my = Mirror.fold(y - place.y(), place.height());
                int gx = grain(x - place.x(), place.width(), stripX);
                int gy = grain(y - place.y(), place.height(), stripY);
                double limit = limit(place, x, y, Math.max(stripX, stripY));
                for (int c = 0; c < 3; c++) {
                    double detail = (double) original.at(gx, gy, c) - smooth.at(gx, gy, c);
                    double grain = Math.clamp(detail, -limit, limit);
                    out.set(x, y, c, smooth.at(mx, my, c) + grain);
                }
            }
        }
        out.paste(original, place.x(), place.y());
        return Optional.of(out);
    }

    /**
     * How strong a detail may be: anything at the edge, where it must meet the original, and only
     * grain further out, where a streak or a shadow would be seen again and again.
     */
    private static double limit(Box place, int x, int y, int strip) {
        int dx = Math.max(place.x() - x, x - (place.x() + place.width() - 1));
        int dy = Math.max(place.y() - y, y - (place.y() + place.height() - 1));
        return GRAIN + 255 * Math.max(0, 1 - (double) Math.max(dx, dy) / strip);
    }

    /** A place in the strip along the nearer edge, reached by going back and forth in it. */
    private static int grain(int at, int length, int strip) {
        if (at < 0) {
            return Mirror.fold(-at, Math.min(strip, length));
        }
        if (at >= length) {
            return length - 1 - Mirror.fold(at - length + 1, Math.min(strip, length));
        }
        return at;
    }

    /** The background without detail; what covers it is filled from around it. */
    private static Raster smooth(Raster original, Background background) {
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
