package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import java.util.Optional;

/**
 * Continues plain ground and sky: the slow change of colour is mirrored at the edge, with the
 * subject left out of it, and the grain of a strip along the edge is laid over it.
 */
final class ReflectionFiller implements Filler {
    private static final double STRIP = 0.08;
    private static final double GRAIN = 3;

    /** Most change of the ground, in grey levels, that may be mirrored. */
    private static final double EVEN = 7;

    /** Parts of an edge that are judged on their own: one bad place is enough to be seen. */
    private static final int PARTS = 16;

    @Override
    public String method() {
        return "reflection";
    }

    @Override
    public Optional<Raster> fill(Raster original, Canvas canvas, Background background) {
        Raster smooth = Ground.smooth(original, background);
        if (uneven(smooth, canvas)) {
            return Optional.empty();
        }
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

    /** Whether the ground changes so much across an edge that one would see it turn back. */
    private static boolean uneven(Raster smooth, Canvas canvas) {
        Raster whole = Raster.blank(canvas.width(), canvas.height());
        whole.paste(smooth, canvas.placement().x(), canvas.placement().y());
        return canvas.edges().stream()
                .map(edge -> new EdgeView(whole, canvas.placement(), edge))
                .anyMatch(view -> change(view) > EVEN);
    }

    /** Mean change from the edge inwards over as much as is added outwards, in its worst part. */
    private static double change(EdgeView view) {
        double worst = 0;
        int depth = Math.min(view.added(), view.inside());
        for (int part = 0; part < PARTS; part++) {
            int a = view.length() * (2 * part + 1) / (2 * PARTS);
            double sum = 0;
            for (int d = 1; d <= depth; d++) {
                sum += Math.sqrt(view.difference(a, -d, a, -1));
            }
            worst = Math.max(worst, sum / Math.max(1, depth));
        }
        return worst;
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
}
