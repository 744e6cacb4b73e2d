package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Ratio;
import io.darkroom.transform.outpaint.Background.Edge;
import java.util.List;

/**
 * The extended picture's size and where the original, scaled, lies in it.
 *
 * @param width pixels, at most {@link #LONG_SIDE}
 * @param height pixels, at most {@link #LONG_SIDE}
 * @param placement of the scaled original
 */
record Canvas(int width, int height, Box placement) {
    static final int LONG_SIDE = 2048;

    /** Where along the extended axis the original lies. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /**
     * The smallest canvas of a ratio around a picture, scaled down where its long side would be
     * over {@link #LONG_SIDE}, never up.
     */
    static Canvas around(int pictureWidth, int pictureHeight, Ratio ratio, Anchor anchor) {
        double r = ratio.value();
        double fullWidth = Math.max(pictureWidth, pictureHeight * r);
        double fullHeight = Math.max(pictureHeight, pictureWidth / r);
        double scale = Math.min(1, LONG_SIDE / Math.max(fullWidth, fullHeight));
        int innerWidth = Math.max(1, (int) Math.round(pictureWidth * scale));
        int innerHeight = Math.max(1, (int) Math.round(pictureHeight * scale));
        int width = Math.max(innerWidth, (int) Math.round(fullWidth * scale));
        int height = Math.max(innerHeight, (int) Math.round(fullHeight * scale));
        int x = offset(width - innerWidth, anchor);
        int y = offset(height - innerHeight, anchor);
        return new Canvas(width, height, new Box(x, y, innerWidth, innerHeight));
    }

    private static int offset(int room, Anchor anchor) {
        return switch (anchor) {
            case START -> 0;
            case MIDDLE -> room / 2;
            case END -> room;
        };
    }

    /** Whether it grows in width; else in height. */
    boolean sideways() {
        return width - placement.width() > height - placement.height();
    }

    /** The edges of the original that may grow. */
    List<Edge> edges() {
        return sideways() ? List.of(Edge.LEFT, Edge.RIGHT) : List.of(Edge.TOP, Edge.BOTTOM);
    }

    /** How much is added, in lengths of the original. */
    double growth() {
        return sideways()
                ? (double) (width - placement.width()) / placement.width()
                : (double) (height - placement.height()) / placement.height();
    }

    /** Whether there is nothing to add but a pixel of rounding. */
    boolean complete() {
        return width - placement.width() <= 1 && height - placement.height() <= 1;
    }

    boolean holds(int x, int y) {
        return x >= placement.x()
                && y >= placement.y()
                && x < placement.x() + placement.width()
                && y < placement.y() + placement.height();
    }
}
