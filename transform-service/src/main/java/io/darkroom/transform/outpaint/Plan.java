package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Ratio;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.transform.outpaint.Background.Edge;
import io.darkroom.transform.outpaint.Canvas.Anchor;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the picture grows and in which ways that is tried, best first: plain ground is mirrored,
 * textured ground is grown out of itself, and where something is cut by the edge, or all else
 * fails, the ground is blurred.
 */
record Plan(List<Way> ways) {
    private static final double TAKEN = 0.12;
    private static final double PLAIN = 0.045;

    /** One way to extend the picture. */
    record Way(Canvas canvas, Filler filler) {}

    /**
     * @throws TerminalStageException {@code outpaint-refused} where a face is cut at every edge
     *     that could be extended
     */
    static Plan of(int width, int height, Ratio ratio, Background background) {
        Canvas middle = Canvas.around(width, height, ratio, Anchor.MIDDLE);
        Edge first = middle.sideways() ? Edge.LEFT : Edge.TOP;
        Edge second = middle.sideways() ? Edge.RIGHT : Edge.BOTTOM;
        Anchor anchor = anchor(first, second, background);
        List<Edge> grown =
                switch (anchor) {
                    case MIDDLE -> List.of(first, second);
                    case START -> List.of(second);
                    case END -> List.of(first);
                };
        Canvas canvas = Canvas.around(width, height, ratio, anchor);
        Stream<Way> ways = detailed(grown, background).map(filler -> new Way(canvas, filler));
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
            throw new TerminalStageException(
                    Failure.of(
                            "outpaint-refused",
                            "The picture cannot be extended honestly",
                            "Faces are cut at both edges ("
                                    + first
                                    + " and "
                                    + second
                                    + "); extending them would invent parts of people. Choose"
                                    + " another ratio, or a picture that shows them whole."));
        }
        boolean takenFirst = faceFirst || background.occupied(first) > TAKEN;
        boolean takenSecond = faceSecond || background.occupied(second) > TAKEN;
        if (faceFirst || (takenFirst && !takenSecond)) {
            return Anchor.START;
        }
        return faceSecond || (takenSecond && !takenFirst) ? Anchor.END : Anchor.MIDDLE;
    }

    private static Stream<Filler> detailed(List<Edge> grown, Background background) {
        double taken = grown.stream().mapToDouble(background::occupied).max().orElse(0);
        double rough = grown.stream().mapToDouble(background::roughness).max().orElse(0);
        if (taken > TAKEN) {
            return Stream.empty();
        }
        return rough < PLAIN
                ? Stream.of(new ReflectionFiller(), new QuiltFiller())
                : Stream.of(new QuiltFiller());
    }
}
