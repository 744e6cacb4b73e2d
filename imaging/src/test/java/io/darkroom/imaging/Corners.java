package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;

/** What a decoded picture shows in its corners: top left, top right, bottom left, bottom right. */
record Corners(List<Color> colours) {

    static final Corners UPRIGHT =
            new Corners(
                    List.of(
                            Samples.TOP_LEFT,
                            Samples.TOP_RIGHT,
                            Samples.BOTTOM_LEFT,
                            Samples.BOTTOM_RIGHT));

    static Corners of(Picture picture) {
        int right = picture.width() - 3;
        int bottom = picture.height() - 3;
        return new Corners(
                List.of(
                        colour(picture, 2, 2),
                        colour(picture, right, 2),
                        colour(picture, 2, bottom),
                        colour(picture, right, bottom)));
    }

    static Color colour(Picture picture, int x, int y) {
        byte[] pixel = new byte[picture.hasAlpha() ? 4 : 3];
        picture.mat().ptr(y, x).get(pixel);
        int alpha = pixel.length == 4 ? pixel[3] & 0xff : 255;
        return new Color(pixel[2] & 0xff, pixel[1] & 0xff, pixel[0] & 0xff, alpha);
    }

    /** The same corners in another order. */
    Corners ordered(int topLeft, int topRight, int bottomLeft, int bottomRight) {
        return new Corners(
                List.of(
                        colours.get(topLeft),
                        colours.get(topRight),
                        colours.get(bottomLeft),
                        colours.get(bottomRight)));
    }

    void assertNear(Corners expected, int tolerance) {
        for (int i = 0; i < 4; i++) {
            assertNear(colours.get(i), expected.colours().get(i), tolerance);
        }
    }

    static void assertNear(Color actual, Color expected, int tolerance) {
        assertThat(distance(actual, expected))
                .as("%s should be within %d of %s", actual, tolerance, expected)
                .isLessThanOrEqualTo(tolerance);
    }

    private static int distance(Color a, Color b) {
        int colours =
                Math.max(
                        Math.abs(a.getRed() - b.getRed()),
                        Math.max(
                                Math.abs(a.getGreen() - b.getGreen()),
                                Math.abs(a.getBlue() - b.getBlue())));
        return Math.max(colours, Math.abs(a.getAlpha() - b.getAlpha()));
    }
}
