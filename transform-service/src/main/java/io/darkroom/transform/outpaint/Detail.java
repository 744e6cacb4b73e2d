package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;

/** Full-size pixels along the matches of a smaller size. */
final class Detail {
    private Detail() {}

    /** The canvas, each missing pixel blended from where the four matches around it point. */
    static Raster copied(PatchField field, Raster original, Canvas canvas) {
        Raster out = Raster.blank(canvas.width(), canvas.height());
        double sx = (double) field.image().width() / canvas.width();
        double sy = (double) field.image().height() / canvas.height();
        double[] sum = new double[3];
        for (int y = 0; y < canvas.height(); y++) {
            for (int x = 0; x < canvas.width(); x++) {
                if (canvas.holds(x, y)) {
                    continue;
                }
                java.util.Arrays.fill(sum, 0);
                blend(field, original, canvas, x, y, sx, sy, sum);
                for (int c = 0; c < 3; c++) {
                    out.set(x, y, c, sum[c]);
                }
            }
        }
        out.paste(original, canvas.placement().x(), canvas.placement().y());
        return out;
    }

    private static void blend(
            PatchField field,
            Raster original,
            Canvas canvas,
            int x,
            int y,
            double sx,
            double sy,
            double[] sum) {
        int w = field.image().width();
        int h = field.image().height();
        double cx = (x + 0.5) * sx - 0.5;
        double cy = (y + 0.5) * sy - 0.5;
        int x0 = (int) Math.floor(cx);
        int y0 = (int) Math.floor(cy);
        Box place = canvas.placement();
        for (int corner = 0; corner < 4; corner++) {
            int tx = x0 + (corner & 1);
            int ty = y0 + (corner >> 1);
            double weight = (1 - Math.abs(cx - tx)) * (1 - Math.abs(cy - ty));
            int target = Math.clamp(ty, 0, h - 1) * w + Math.clamp(tx, 0, w - 1);
            int source = field.scene().isTarget(target) ? field.source(target) : target;
            // The offset to the match, carried over to the full size.
            double dx = (source % w - target % w) / sx;
            double dy = (source / w - target / w) / sy;
            int fromX = Mirror.fold((int) Math.round(x + dx) - place.x(), place.width());
            int fromY = Mirror.fold((int) Math.round(y + dy) - place.y(), place.height());
            for (int c = 0; c < 3; c++) {
                sum[c] += weight * original.at(fromX, fromY, c);
            }
        }
    }
}
