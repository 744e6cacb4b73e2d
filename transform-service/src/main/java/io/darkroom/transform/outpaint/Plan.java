package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Ratio;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.transform.outpaint.Background.Edge;
import io.darkroom.transform.outpaint.Canvas.Anchor;
import java.util.List;

/**
 * Where the picture grows and in which ways that is tried, best first: plain ground is mirrored,
 * textured ground is grown out of itself, and where something is cut by the edge, or all else
 * fails, the ground is blurred.
 */
record Plan(Canvas canvas, List<Filler> fillers) {
    private static final double TAKEN = 0.12;
    private static final double PLAIN = 0.045;

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
        return new Plan(Canvas.around(width, height, ratio, anchor), fillers(grown, background));
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

    private static List<Filler> fillers(List<Edge> grown, Background background) {
        double taken = grown.stream().mapToDouble(background::occupied).max().orElse(0);
        double rough = grown.stream().mapToDouble(background::roughness).max().orElse(0);
        if (taken > TAKEN) {
            return List.of(new BlurredFiller());
        }
        return rough < PLAIN
                ? List.of(new ReflectionFiller())
                : List.of(new PatchMatchFiller(), new BlurredFiller());
    }
}
