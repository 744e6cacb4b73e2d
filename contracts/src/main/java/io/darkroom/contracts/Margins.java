package io.darkroom.contracts;

/**
 * What is added around a picture, as fractions of its own upright width (left, right) and height
 * (top, bottom), so that one preset serves pictures of every size. Each 0 to {@value #MOST}, and
 * not all of them 0.
 */
public record Margins(double top, double right, double bottom, double left) {
    /** The widest margin. */
    public static final double MOST = 2;

    public Margins {
        side(top, "top");
        side(right, "right");
        side(bottom, "bottom");
        side(left, "left");
        if (top + right + bottom + left == 0) {
            throw new IllegalArgumentException("outpaint.margins must add something on one side");
        }
    }

    private static void side(double value, String name) {
        if (!(value >= 0 && value <= MOST)) {
            throw new IllegalArgumentException(
                    "outpaint.margins."
                            + name
                            + " must be between 0 and "
                            + MOST
                            + ", was "
                            + value);
        }
    }
}
