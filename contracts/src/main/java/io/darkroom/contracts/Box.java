package io.darkroom.contracts;

/**
 * A rectangle in pixels of the upright original (orientation applied), from its top left corner.
 *
 * @param x left edge, 0 or more
 * @param y top edge, 0 or more
 * @param width more than 0
 * @param height more than 0
 */
public record Box(int x, int y, int width, int height) {
    public Box {
        Require.notNegative(x, "box.x");
        Require.notNegative(y, "box.y");
        Require.positive(width, "box.width");
        Require.positive(height, "box.height");
    }
}
