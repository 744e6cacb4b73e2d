package io.darkroom.contracts;

/** Where a picture's subject is, as fractions of its upright width and height, and who said so. */
public record FocalPoint(double x, double y, Source source) {
    public FocalPoint {
        Require.fraction(x, "focalPoint.x");
        Require.fraction(y, "focalPoint.y");
        Require.present(source, "focalPoint.source");
    }

    public Point point() {
        return new Point(x, y);
    }
}
