package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows textured ground out of itself, from a tiny copy of the canvas to a middling one: match
 * every patch ({@link PatchField}), let the matches vote on each pixel (Y. Wexler, E. Shechtman, M.
 * Irani, Space-Time Completion of Video, PAMI 2007), and again. At the end every full-size pixel is
 * copied from where the middling match points, so that grain and detail are the original's own.
 */
final class PatchMatchFiller implements Filler {
    private static final int FINEST = 448;
    private static final int COARSEST = 56;
    private static final int LEAST_SOURCES = 12;

    /** Root mean square difference of patches and matches above which the result looks torn. */
    private static final double TORN = 12;

    /** Beyond this much growth, repeats become plain to see. */
    private static final double MOST_GROWTH = 1.2;

    @Override
    public String method() {
        return "patch-match";
    }

    @Override
    public Optional<Raster> fill(Raster original, Canvas canvas, Background background) {
        if (canvas.growth() > MOST_GROWTH) {
            return Optional.empty();
        }
        int levels = 1;
        int longSide = Math.min(FINEST, Math.max(canvas.width(), canvas.height()));
        while (longSide >> levels >= COARSEST) {
            levels++;
        }
        var random = new Random(canvas.width() * 31L + canvas.height());
        PatchField field = null;
        for (int level = levels - 1; level >= 0; level--) {
            Scene scene = scene(canvas, background, longSide >> level);
            if (!scene.plentiful(LEAST_SOURCES)) {
                return Optional.empty();
            }
            Raster image = start(original, scene, field);
            var next = new PatchField(image, scene, random);
            if (field == null) {
                next.guess();
            } else {
                next.refine(field);
            }
            solve(next, level);
            field = next;
        }
        return field == null || torn(field)
                ? Optional.empty()
                : Optional.of(SeamBlend.blended(Detail.copied(field, original, canvas), canvas));
    }

    private static void solve(PatchField field, int level) {
        int rounds = level == 0 ? 2 : 4;
        for (int round = 0; round < rounds; round++) {
            field.search(level == 0 ? 2 : 4);
            Vote.take(field);
        }
        field.search(2);
    }

    private static Scene scene(Canvas canvas, Background background, int longSide) {
        double scale = (double) longSide / Math.max(canvas.width(), canvas.height());
        int width = Math.max(1, (int) Math.round(canvas.width() * scale));
        int height = Math.max(1, (int) Math.round(canvas.height() * scale));
        Box place = canvas.placement();
        int left = (int) Math.round(place.x() * scale);
        int top = (int) Math.round(place.y() * scale);
        int right = (int) Math.round((place.x() + place.width()) * scale);
        int bottom = (int) Math.round((place.y() + place.height()) * scale);
        var known =
                new Box(
                        left,
                        top,
                        Math.max(1, Math.min(right, width) - left),
                        Math.max(1, Math.min(bottom, height) - top));
        return new Scene(width, height, known, canvas.sideways(), background);
    }

    /** The known pixels, and around them what the smaller level found, or else a reflection. */
    private static Raster start(Raster original, Scene scene, @Nullable PatchField coarse) {
        Box known = scene.known();
        Raster small = original.resized(known.width(), known.height());
        Raster image =
                coarse == null
                        ? reflected(small, scene)
                        : coarse.image().resized(scene.width(), scene.height());
        image.paste(small, known.x(), known.y());
        return image;
    }

    private static Raster reflected(Raster small, Scene scene) {
        Raster image = Raster.blank(scene.width(), scene.height());
        Box known = scene.known();
        for (int y = 0; y < scene.height(); y++) {
            for (int x = 0; x < scene.width(); x++) {
                int fromX = Mirror.fold(x - known.x(), known.width());
                int fromY = Mirror.fold(y - known.y(), known.height());
                image.copyPixel(x, y, small, fromX, fromY);
            }
        }
        return image;
    }

    private static boolean torn(PatchField field) {
        double mean =
                IntStream.of(field.scene().targets()).mapToDouble(field::error).average().orElse(0);
        return Math.sqrt(mean) > TORN;
    }
}
