package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

    /**
     * For each orientation, which corner of the stored picture comes to lie where: as EXIF defines
     * it by the sides that row 0 and column 0 stand for.
     */
    private static final String CORNERS =
            """
            1, 0, 1, 2, 3
            2, 1, 0, 3, 2
            3, 3, 2, 1, 0
            4, 2, 3, 0, 1
            5, 0, 2, 1, 3
            6, 2, 0, 3, 1
            7, 3, 1, 2, 0
            8, 1, 3, 0, 2
            """;

    @ParameterizedTest
    @CsvSource(textBlock = CORNERS)
    void turnsJpegUpright(int orientation, int a, int b, int c, int d) {
        check(Splice.jpegWithOrientation(Samples.jpeg(), orientation), orientation, a, b, c, d);
    }

    @ParameterizedTest
    @CsvSource(textBlock = CORNERS)
    void turnsReducedJpegUpright(int orientation, int a, int b, int c, int d) {
        byte[] large =
                Samples.encode(Samples.corners(BufferedImage.TYPE_INT_RGB, 192, 128), "jpeg");
        byte[] turned = Splice.jpegWithOrientation(large, orientation);
        try (Picture picture = ImageDecoder.decode(turned, ImageLimits.DEFAULT, 32)) {
            assertThat(Math.min(picture.width(), picture.height())).isEqualTo(32);
            Corners.of(picture).assertNear(Corners.UPRIGHT.ordered(a, b, c, d), 8);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = CORNERS)
    void turnsPngUpright(int orientation, int a, int b, int c, int d) {
        byte[] png = Splice.pngWith(Samples.png(), "eXIf", Splice.exif(orientation));
        check(png, orientation, a, b, c, d);
    }

    @ParameterizedTest
    @CsvSource(textBlock = CORNERS)
    void turnsWebpUpright(int orientation, int a, int b, int c, int d) {
        byte[] webp = Splice.webpWith(Samples.webp(), 8, "EXIF", Splice.exif(orientation));
        check(webp, orientation, a, b, c, d);
    }

    @ParameterizedTest
    @CsvSource(textBlock = CORNERS)
    void turnsTiffUpright(int orientation, int a, int b, int c, int d) {
        check(tiff(1, ByteOrder.LITTLE_ENDIAN, orientation), orientation, a, b, c, d);
    }

    @ParameterizedTest
    @CsvSource(textBlock = CORNERS)
    void turnsDeepTiffUpright(int orientation, int a, int b, int c, int d) {
        check(tiff(2, ByteOrder.BIG_ENDIAN, orientation), orientation, a, b, c, d);
    }

    private static byte[] tiff(int bytes, ByteOrder order, int orientation) {
        return new TiffFile(order, Samples.WIDTH, Samples.HEIGHT, 2, 3, TiffFile.corners(3, bytes))
                .tag(274, orientation)
                .build();
    }

    private static void check(byte[] file, int orientation, int a, int b, int c, int d) {
        ImageInfo info = ImageProbe.probe(file, ImageLimits.DEFAULT);
        assertThat(info.orientation()).isEqualTo(orientation);
        assertThat(info.rawWidth()).isEqualTo(Samples.WIDTH);
        assertThat(info.width()).isEqualTo(orientation < 5 ? Samples.WIDTH : Samples.HEIGHT);
        try (Picture picture = ImageDecoder.decode(file, ImageLimits.DEFAULT)) {
            assertThat(picture.width()).isEqualTo(info.width());
            assertThat(picture.height()).isEqualTo(info.height());
            Corners.of(picture).assertNear(Corners.UPRIGHT.ordered(a, b, c, d), 6);
        }
    }
}
