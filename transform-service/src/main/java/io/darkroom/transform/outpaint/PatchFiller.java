package io.darkroom.transform.outpaint;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows textured ground out of itself, from coarse to fine: every missing pixel is copied from
 * where a patch of the original fits best (Y. Wexler, E. Shechtman, M. Irani, Space-Time Completion
 * of Video, PAMI 2007; the search is {@link PatchField}'s), and the copied pieces are joined in the
 * gradient domain ({@link SeamBlend}). The subject and people are no source.
 */
final class PatchFiller implements Filler {
    /** Long side at which whole shapes are decided. */
    private static final int COARSEST = 56;

    /** Up to this long side patches are searched; what is larger copies from the same places. */
    private static final int FINEST = 1024;

    /** Up to this long side the search is thorough. */
    private static final int THOROUGH = 300;

    /** How often whole shapes are tried, each time with other random choices. */
    private static final int TRIES = 3;

    private static final long BETWEEN_TRIES = 1_000;

    private static final int FIRST_ROUNDS = 18;
    private static final int ROUNDS = 6;
    private static final int LATER_ROUNDS = 2;
    private static final int LAST_ROUNDS = 1;

    /** Beyond this much growth, repeats become plain to see. */
    private static final double MOST_GROWTH = 1.5;

    /** How far a step of colour is spread, of the long side. */
    private static final double SPREAD = 0.05;

    /**
     * Most grey levels by which a place had to be tinted for its seams to close. More is seen as a
     * stain: what is at the edge does not continue anywhere in the picture. Found by looking at
     * every photograph that was at hand.
     */
    private static final double MOST_TINT = 31;

    private final long seed;

    PatchFiller(long seed) {
        this.seed = seed;
    }

    @Override
    public String method() {
        return "patch-match";
    }

    @Override
    public Optional<Raster> fill(Raster original, Canvas canvas, Background background) {
        if (canvas.growth() > MOST_GROWTH || CutColours.any(original, canvas)) {
            return Optional.empty();
        }
        int longSide = Math.max(canvas.width(), canvas.height());
        int small = halvings(longSide, THOROUGH);
        var growth = new Growth(original, canvas, background);
        Optional<Pieces> shapes = shapes(growth, halvings(longSide, COARSEST), small);
        return shapes.flatMap(pieces -> grown(growth, pieces, small - 1, 0, seed))
                .filter(pieces -> pieces.blend() <= MOST_TINT)
                .map(pieces -> pieces.level.raster());
    }

    private static int halvings(int longSide, int most) {
        int halvings = 0;
        while (longSide >> halvings > most) {
            halvings++;
        }
        return halvings;
    }

    /**
     * Whole shapes are decided while the picture is small, where another try costs little: the one
     * whose seams close with the least tint goes on.
     */
    private Optional<Pieces> shapes(Growth growth, int coarsest, int small) {
        return IntStream.range(0, TRIES)
                .mapToObj(attempt ->
                        grown(growth, null, coarsest, small, seed + attempt * BETWEEN_TRIES))
                .flatMap(Optional::stream)
                .map(pieces -> new Try(pieces, pieces.copy().blend()))
                .min(Comparator.comparingDouble(Try::tint))
                .map(Try::pieces);
    }

    /** From one size to another, both as halvings; empty where nothing may be copied. */
    private static Optional<Pieces> grown(
            Growth growth, @Nullable Pieces start, int from, int to, long seed) {
        Pieces pieces = start;
        for (int n = from; n >= to; n--) {
            var level = PatchLevel.of(growth.original, growth.canvas, growth.background, n);
            Optional<Pieces> next = step(level, pieces, seed + n);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            pieces = next.get();
        }
        return Optional.ofNullable(pieces);
    }

    /** Empty where nothing may be copied. */
    private static Optional<Pieces> step(PatchLevel level, @Nullable Pieces coarser, long seed) {
        int longSide = Math.max(level.raster().width(), level.raster().height());
        if (coarser != null && longSide > FINEST) {
            return Optional.of(
                    new Pieces(level, null, level.enlarge(coarser.level, coarser.copied)));
        }
        return level.field(seed).map(field -> searched(level, field, coarser, longSide));
    }

    private static Pieces searched(
            PatchLevel level, PatchField field, @Nullable Pieces coarser, int longSide) {
        if (coarser == null || coarser.field == null) {
            level.mirror();
            field.start(level::mirrored);
        } else {
            level.begin(coarser.level.raster());
            field.start(level.enlarged(coarser.level.raster(), coarser.field));
        }
        boolean thorough = longSide <= THOROUGH;
        int later = longSide * 2 > FINEST ? LAST_ROUNDS : LATER_ROUNDS;
        int rounds = coarser == null ? FIRST_ROUNDS : thorough ? ROUNDS : later;
        int widest = coarser == null ? Math.max(1, longSide / 2) : thorough ? 16 : 4;
        return new Pieces(level, field, rounds(level, field, rounds, widest));
    }

    private static int[] rounds(PatchLevel level, PatchField field, int rounds, int widest) {
        int[] copied = {};
        for (int round = 0; round < rounds; round++) {
            field.measure();
            field.improve(true, widest);
            field.improve(false, widest);
            copied = PatchVote.cast(level.raster(), level.missing(), field, level::distance);
        }
        return copied;
    }

    /** A level when it is done; the field is absent where none was searched. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pieces(PatchLevel level, @Nullable PatchField field, int[] copied) {
        /** The same with pixels of its own. */
        Pieces copy() {
            Raster r = level.raster();
            var raster = new Raster(r.width(), r.height(), r.bgr().clone());
            var same = new PatchLevel(raster, level.place(), level.missing(), level.background());
            return new Pieces(same, field, copied);
        }

        /** Closes the seams, and gives the tint that took. */
        double blend() {
            Raster raster = level.raster();
            double reach = Math.max(raster.width(), raster.height()) * SPREAD;
            return new SeamBlend(raster, level.missing(), copied, reach).apply();
        }
    }

    private record Try(Pieces pieces, double tint) {}

    /** What is grown. */
    private record Growth(Raster original, Canvas canvas, Background background) {}
}
