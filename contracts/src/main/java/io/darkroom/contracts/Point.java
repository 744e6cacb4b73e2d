package io.darkroom.contracts;

/** A place in a picture as fractions of its upright width and height, 0 to 1 each. */
public record Point(double x, double y) {
    public Point {
        Require.fraction(x, "focalPoint.x");
        Require.fraction(y, "focalPoint.y");
    }
}
