package io.darkroom.imaging.analysis;

/**
 * A rectangle as fractions of the upright picture, from its top left corner.
 *
 * @param x left edge, 0 to 1
 * @param y top edge, 0 to 1
 * @param width more than 0; the right edge may exceed 1 only by rounding
 * @param height more than 0
 */
public record Region(double x, double y, double width, double height) {
    private static final double ROUNDING = 1e-6;

    public Region {
        if (!(x >= 0 && y >= 0 && width > 0 && height > 0)
                || x + width > 1 + ROUNDING
                || y + height > 1 + ROUNDING) {
            throw new IllegalArgumentException(
                    "A region lies within 0 to 1; got x=%s y=%s width=%s height=%s"
                            .formatted(x, y, width, height));
        }
    }

    /** The region of pixels in a picture, cut to the picture. */
    static Region ofPixels(
            double x, double y, double width, double height, int fullWidth, int fullHeight) {
        double left = Math.clamp(x / fullWidth, 0, 1);
        double top = Math.clamp(y / fullHeight, 0, 1);
        double right = Math.clamp((x + width) / fullWidth, 0, 1);
        double bottom = Math.clamp((y + height) / fullHeight, 0, 1);
        return new Region(left, top, right - left, bottom - top);
    }

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double centreX() {
        return x + width / 2;
    }

    public double centreY() {
        return y + height / 2;
    }

    /** Share of the picture, 0 to 1. */
    public double area() {
        return width * height;
    }

    /** The smallest region that holds both. */
    public Region union(Region other) {
        double left = Math.min(x, other.x);
        double top = Math.min(y, other.y);
        return new Region(
                left,
                top,
                Math.max(right(), other.right()) - left,
                Math.max(bottom(), other.bottom()) - top);
    }

    /** Share of the smaller of the two that lies in both, 0 to 1. */
    public double overlap(Region other) {
        double w = Math.min(right(), other.right()) - Math.max(x, other.x);
        double h = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
        return w <= 0 || h <= 0 ? 0 : w * h / Math.min(area(), other.area());
    }
}
