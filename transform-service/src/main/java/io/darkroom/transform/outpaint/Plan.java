package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.transform.outpaint.Background.Edge;
import io.darkroom.transform.outpaint.Canvas.Anchor;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the picture grows and in which ways that is tried, best first: plain ground is mirrored,
 * textured ground is grown out of itself, and where something is cut by an edge, or all else fails,
 * the picture is laid before a blur.
 */
record Plan(List<Way> ways) {
    private static final double TAKEN = 0.12;
    private static final double PLAIN = 0.045;
    private static final long ANY_SEED = 1;

    /** One way to extend the picture. */
    record Way(Canvas canvas, Filler filler) {}

    /**
     * @throws TerminalStageException {@code outpaint-refused} where a face is cut at every edge
     *     that could be extended
     */
    static Plan of(int width, int height, OutpaintRequest request, Background background) {
        long seed = request.seed() == null ? ANY_SEED : request.seed();
        Ratio ratio = request.aspectRatio();
        return ratio == null
                ? to(Canvas.around(width, height, request), background, seed)
                : to(width, height, ratio, background, seed);
    }

    /** The edges are given, so what they cut cannot be avoided. */
    private static Plan to(Canvas canvas, Background background, long seed) {
        List<Edge> cut = canvas.edges().stream().filter(background::cutsFace).toList();
        if (!cut.isEmpty()) {
            throw refused(
                    "A face is cut at %s; extending it would invent a part of a person. Leave that"
                            + " margin out, or take a picture that shows the person whole.",
                    cut);
        }
        Stream<Way> ways = detailed(canvas, background, seed);
        return new Plan(
                Stream.concat(ways, Stream.of(new Way(canvas, new BlurredFiller()))).toList());
    }

    private static Plan to(int width, int height, Ratio ratio, Background background, long seed) {
        Canvas middle = Canvas.around(width, height, ratio, Anchor.MIDDLE);
        boolean sideways =
                middle.width() - middle.placement().width()
                        > middle.height() - middle.placement().height();
        Edge first = sideways ? Edge.LEFT : Edge.TOP;
        Edge second = sideways ? Edge.RIGHT : Edge.BOTTOM;
        Anchor anchor = anchor(first, second, background);
        Canvas canvas = Canvas.around(width, height, ratio, anchor);
        Stream<Way> ways = detailed(canvas, background, seed);
        // A blur invents nothing, and looks best on both sides; only a cut face keeps it off.
        boolean cut = background.cutsFace(first) || background.cutsFace(second);
        Way last = new Way(cut ? canvas : middle, new BlurredFiller());
        return new Plan(Stream.concat(ways, Stream.of(last)).toList());
    }

    /** Away from an edge at which something is cut, else evenly on both sides. */
    private static Anchor anchor(Edge first, Edge second, Background background) {
        boolean faceFirst = background.cutsFace(first);
        boolean faceSecond = background.cutsFace(second);
        if (faceFirst && faceSecond) {
            throw refused(
                    "Faces are cut at both edges (%s); extending them would invent parts of"
                            + " people. Choose another ratio, or a picture that shows them whole.",
                    List.of(first, second));
        }
        boolean takenFirst = faceFirst || background.cutsSubject(first);
        boolean takenSecond = faceSecond || background.cutsSubject(second);
        if (faceFirst || (takenFirst && !takenSecond)) {
            return Anchor.START;
        }
        return faceSecond || (takenSecond && !takenFirst) ? Anchor.END : Anchor.MIDDLE;
    }

    private static Stream<Way> detailed(Canvas canvas, Background background, long seed) {
        List<Edge> grown = canvas.edges();
        // Of a thing that any edge cuts one cannot tell where it ends, so parts of it would be
        // copied.
        boolean taken =
                grown.stream().anyMatch(background::cutsSubject)
                        || Stream.of(Edge.values())
                                .anyMatch(edge -> background.occupied(edge) > TAKEN);
        double rough = grown.stream().mapToDouble(background::roughness).max().orElse(0);
        Stream<Filler> fillers =
                taken
                        ? Stream.empty()
                        : rough < PLAIN
                                ? Stream.of(new ReflectionFiller(), new PatchFiller(seed))
                                : Stream.of(new PatchFiller(seed));
        return fillers.map(filler -> new Way(canvas, filler));
    }

    private static TerminalStageException refused(String detail, List<Edge> edges) {
        String names = String.join(", ", edges.stream().map(Edge::toString).toList());
        return new TerminalStageException(
                Failure.of(
                        "outpaint-refused",
                        "The picture cannot be extended honestly",
                        detail.formatted(names)));
    }
}
