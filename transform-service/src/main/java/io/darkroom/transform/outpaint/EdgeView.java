package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import io.darkroom.transform.outpaint.Background.Edge;

/**
 * A canvas seen from one edge of the original, so that growing in four directions is written once:
 * {@code along} runs along the edge, {@code depth} outwards across it. Depth 0 is the first added
 * line, -1 the last line of the original.
 */
record EdgeView(Raster raster, Box place, Edge edge) {
    private boolean sideways() {
        return edge == Edge.LEFT || edge == Edge.RIGHT;
    }

    /** Length of the edge in pixels. */
    int length() {
        return sideways() ? place.height() : place.width();
    }

    /** Lines of the original. */
    int inside() {
        return sideways() ? place.width() : place.height();
    }

    /** Lines to be added. */
    int added() {
        return switch (edge) {
            case LEFT -> place.x();
            case RIGHT -> raster.width() - place.x() - place.width();
            case TOP -> place.y();
            case BOTTOM -> raster.height() - place.y() - place.height();
        };
    }

    private int x(int along, int depth) {
        return switch (edge) {
            case LEFT -> place.x() - 1 - depth;
            case RIGHT -> place.x() + place.width() + depth;
            case TOP, BOTTOM -> place.x() + along;
        };
    }

    private int y(int along, int depth) {
        return switch (edge) {
            case TOP -> place.y() - 1 - depth;
            case BOTTOM -> place.y() + place.height() + depth;
            case LEFT, RIGHT -> place.y() + along;
        };
    }

    int at(int along, int depth, int channel) {
        return raster.at(x(along, depth), y(along, depth), channel);
    }

    /** The two lines of pixels on both sides of a part of the edge. */
    Box line(int from, int to) {
        return sideways()
                ? new Box(Math.min(x(0, 0), x(0, -1)), y(from, 0), 2, to - from)
                : new Box(x(from, 0), Math.min(y(0, 0), y(0, -1)), to - from, 2);
    }

    /** Squared difference of two places, mean of the channels. */
    int difference(int along, int depth, int otherAlong, int otherDepth) {
        int sum = 0;
        for (int c = 0; c < 3; c++) {
            int d = at(along, depth, c) - at(otherAlong, otherDepth, c);
            sum += d * d;
        }
        return sum / 3;
    }
}
