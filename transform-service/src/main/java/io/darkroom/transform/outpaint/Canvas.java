package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Margins;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.transform.outpaint.Background.Edge;
import java.util.List;
import java.util.stream.Stream;

/**
 * The extended picture's size and where the original, scaled, lies in it.
 *
 * @param width pixels, at most {@link #LONG_SIDE}
 * @param height pixels, at most {@link #LONG_SIDE}
 * @param placement of the scaled original
 */
record Canvas(int width, int height, Box placement) {
    static final int LONG_SIDE = 2048;
    private static final int MOST_RATIO = 20;

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

    /** The canvas that a request asks for, the picture in the middle where it gives a ratio. */
    static Canvas around(int pictureWidth, int pictureHeight, OutpaintRequest request) {
        Margins margins = request.margins();
        if (margins != null) {
            return around(pictureWidth, pictureHeight, margins);
        }
        Ratio ratio = request.aspectRatio();
        return ratio == null
                ? of(pictureWidth, pictureHeight)
                : around(pictureWidth, pictureHeight, ratio, Anchor.MIDDLE);
    }

    /**
     * A picture with margins on its sides, scaled down where its long side would be over {@link
     * #LONG_SIDE}, never up.
     */
    static Canvas around(int pictureWidth, int pictureHeight, Margins margins) {
        double fullWidth = pictureWidth * (1 + margins.left() + margins.right());
        double fullHeight = pictureHeight * (1 + margins.top() + margins.bottom());
        double scale = Math.min(1, LONG_SIDE / Math.max(fullWidth, fullHeight));
        int innerWidth = Math.max(1, (int) Math.round(pictureWidth * scale));
        int innerHeight = Math.max(1, (int) Math.round(pictureHeight * scale));
        int left = (int) Math.round(innerWidth * margins.left());
        int top = (int) Math.round(innerHeight * margins.top());
        int right = (int) Math.round(innerWidth * margins.right());
        int bottom = (int) Math.round(innerHeight * margins.bottom());
        return new Canvas(
                left + innerWidth + right,
                top + innerHeight + bottom,
                new Box(left, top, innerWidth, innerHeight));
    }

    /** The picture alone, scaled down where its long side would be over {@link #LONG_SIDE}. */
    static Canvas of(int pictureWidth, int pictureHeight) {
        double scale = Math.min(1, (double) LONG_SIDE / Math.max(pictureWidth, pictureHeight));
        int width = Math.max(1, (int) Math.round(pictureWidth * scale));
        int height = Math.max(1, (int) Math.round(pictureHeight * scale));
        return new Canvas(width, height, new Box(0, 0, width, height));
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

    /** Pixels added beyond an edge of the original. */
    int added(Edge edge) {
        return switch (edge) {
            case LEFT -> placement.x();
            case RIGHT -> width - placement.x() - placement.width();
            case TOP -> placement.y();
            case BOTTOM -> height - placement.y() - placement.height();
        };
    }

    /** The edges of the original that grow. */
    List<Edge> edges() {
        return Stream.of(Edge.values()).filter(edge -> added(edge) > 0).toList();
    }

    /** How much is added in the direction in which it is most, in lengths of the original. */
    double growth() {
        return Math.max(
                (double) (width - placement.width()) / placement.width(),
                (double) (height - placement.height()) / placement.height());
    }

    /** Whether there is nothing to add but a pixel of rounding. */
    boolean complete() {
        return width - placement.width() <= 1 && height - placement.height() <= 1;
    }

    /** Whether it is longer than a ratio may be. */
    boolean tooLong() {
        return width > MOST_RATIO * height || height > MOST_RATIO * width;
    }

    boolean holds(int x, int y) {
        return x >= placement.x()
                && y >= placement.y()
                && x < placement.x() + placement.width()
                && y < placement.y() + placement.height();
    }
}
