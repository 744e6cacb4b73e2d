package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * The canvas at one size. Pixels are told by their index, row by row.
 *
 * @param raster original and guess
 * @param place of the original
 * @param missing pixels that are to be made
 */
record PatchLevel(Raster raster, Box place, BitSet missing, Background background) {
    /** How far beside its own height a source may lie, of the height: sky stays above ground. */
    private static final double SLACK = 0.06;

    /**
     * @param halvings how often the canvas is halved
     */
    static PatchLevel of(Raster original, Canvas canvas, Background background, int halvings) {
        double scale = 1.0 / (1 << halvings);
        Box p = canvas.placement();
        int width = Math.max(1, (int) Math.round(canvas.width() * scale));
        int height = Math.max(1, (int) Math.round(canvas.height() * scale));
        int left = Math.min(width - 1, (int) Math.round(p.x() * scale));
        int top = Math.min(height - 1, (int) Math.round(p.y() * scale));
        int right = Math.clamp(Math.round((p.x() + p.width()) * scale), left + 1, width);
        int bottom = Math.clamp(Math.round((p.y() + p.height()) * scale), top + 1, height);
        var place = new Box(left, top, right - left, bottom - top);
        Raster raster = Raster.blank(width, height);
        raster.paste(
                halvings == 0 ? original : original.resized(place.width(), place.height()),
                left,
                top);
        return new PatchLevel(raster, place, outside(raster, place, 0), background);
    }

    /** What lies outside the original, and within it less than a margin from an edge that grows. */
    private static BitSet outside(Raster raster, Box place, int margin) {
        int width = raster.width();
        int height = raster.height();
        int left = place.x() == 0 ? 0 : place.x() + margin;
        int top = place.y() == 0 ? 0 : place.y() + margin;
        int right = place.x() + place.width() - (place.x() + place.width() < width ? margin : 0);
        int bottom =
                place.y() + place.height() - (place.y() + place.height() < height ? margin : 0);
        var out = new BitSet(width * height);
        for (int y = 0; y < height; y++) {
            if (y < top || y >= bottom || left >= right) {
                out.set(y * width, (y + 1) * width);
            } else {
                out.set(y * width, y * width + left);
                out.set(y * width + right, (y + 1) * width);
            }
        }
        return out;
    }

    /** Pixels around which a patch is all original and may be copied. */
    private BitSet sources() {
        int r = PatchField.RADIUS;
        int width = raster.width();
        var out = new BitSet();
        for (int y = r; y < place.height() - r; y++) {
            for (int x = r; x < place.width() - r; x++) {
                double shareX = (x + 0.5) / place.width();
                double shareY = (y + 0.5) / place.height();
                if (background.copyable(shareX, shareY)) {
                    out.set((y + place.y()) * width + x + place.x());
                }
            }
        }
        return out;
    }

    /** Patches that hold a missing pixel, and what they may be; empty where there is no source. */
    Optional<PatchField> field(long seed) {
        BitSet sources = sources();
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        BitSet targets = outside(raster, place, PatchField.RADIUS);
        int slack = Math.max(2, (int) (raster.height() * SLACK));
        int top = place.y();
        int bottom = place.y() + place.height();
        return Optional.of(
                new PatchField(
                        raster,
                        targets,
                        sources,
                        (ty, sy) -> ty < top || ty >= bottom || Math.abs(ty - sy) <= slack,
                        seed));
    }

    /** Pixels from the original, 0 within it. */
    int distance(int i) {
        int x = i % raster.width();
        int y = i / raster.width();
        int dx = Math.max(place.x() - x, x - (place.x() + place.width() - 1));
        int dy = Math.max(place.y() - y, y - (place.y() + place.height() - 1));
        return Math.max(0, Math.max(dx, dy));
    }

    /** The pixel of the original that a pixel is mirrored to at the nearest edge. */
    int mirrored(int i) {
        int width = raster.width();
        int x = place.x() + Mirror.fold(i % width - place.x(), place.width());
        int y = place.y() + Mirror.fold(i / width - place.y(), place.height());
        return y * width + x;
    }

    /** The first guess: a reflection. */
    void mirror() {
        int width = raster.width();
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            int from = mirrored(i);
            raster.copyPixel(i % width, i / width, raster, from % width, from / width);
        }
    }

    /** The guess of the size before this. */
    void begin(Raster coarser) {
        Raster from = coarser.resized(raster.width(), raster.height());
        int width = raster.width();
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            raster.copyPixel(i % width, i / width, from, i % width, i / width);
        }
    }

    /** Where the patches of the size before this came from; may be no source here. */
    IntUnaryOperator enlarged(Raster coarser, PatchField field) {
        return i -> {
            int source = field.source(coarse(i, coarser));
            return source < 0 ? -1 : fine(i, source, coarser);
        };
    }

    /** Copies every missing pixel from where the size before this did. */
    int[] enlarge(PatchLevel coarser, int[] copied) {
        int width = raster.width();
        int[] out = new int[width * raster.height()];
        Arrays.fill(out, -1);
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            int at = coarse(i, coarser.raster);
            // Rounding can make a pixel missing here that was none in the size before.
            int source = fine(i, copied[at] < 0 ? at : copied[at], coarser.raster);
            int x = Math.clamp(source % width, place.x(), place.x() + place.width() - 1);
            int y = Math.clamp(source / width, place.y(), place.y() + place.height() - 1);
            out[i] = y * width + x;
            raster.copyPixel(i % width, i / width, raster, x, y);
        }
        return out;
    }

    private int coarse(int i, Raster coarser) {
        int x = Math.min(coarser.width() - 1, i % raster.width() / 2);
        int y = Math.min(coarser.height() - 1, i / raster.width() / 2);
        return y * coarser.width() + x;
    }

    private int fine(int i, int source, Raster coarser) {
        int x = source % coarser.width() * 2 + (i % raster.width() & 1);
        int y = source / coarser.width() * 2 + (i / raster.width() & 1);
        return Math.min(raster.height() - 1, y) * raster.width() + Math.min(raster.width() - 1, x);
    }
}
