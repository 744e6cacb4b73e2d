package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class EncodingTest {

    @Test
    void roundTripsInEveryEncoding() {
        for (Encoding encoding :
                new Encoding[] {
                    Encoding.jpeg(90),
                    new Encoding.Jpeg(90, true),
                    Encoding.webp(90),
                    Encoding.png()
                }) {
            try (Picture picture = ImageDecoder.decode(Samples.png(), ImageLimits.DEFAULT)) {
                byte[] file = ImageEncoder.encode(picture, encoding);
                assertThat(ImageProbe.probe(file, ImageLimits.DEFAULT).type())
                        .isEqualTo(encoding.type());
                try (Picture again = ImageDecoder.decode(file, ImageLimits.DEFAULT)) {
                    Corners.of(again)
                            .assertNear(Corners.UPRIGHT, encoding.type() == ImageType.PNG ? 0 : 6);
                }
            }
        }
    }

    @Test
    void writesHalvedChroma() {
        try (Picture picture = ImageDecoder.decode(Samples.png(), ImageLimits.DEFAULT)) {
            byte[] jpeg = ImageEncoder.encode(picture, Encoding.jpeg(82));
            int frame = indexOf(jpeg, 0xc0);
            assertThat(jpeg[frame + 11])
                    .as("sampling of the first component")
                    .isEqualTo((byte) 0x22);
            assertThat(jpeg[frame + 14])
                    .as("sampling of the second component")
                    .isEqualTo((byte) 0x11);
        }
    }

    private static int indexOf(byte[] jpeg, int marker) {
        for (int i = 0; i < jpeg.length - 1; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) marker) {
                return i;
            }
        }
        throw new AssertionError("No marker " + marker);
    }

    @Test
    void laysTransparencyOverWhiteInJpegAndKeepsItElsewhere() {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, 0x80ff0000);
        }
        try (Picture picture =
                ImageDecoder.decode(Samples.encode(image, "png"), ImageLimits.DEFAULT)) {
            shows(ImageEncoder.encode(picture, Encoding.jpeg(95)), new Color(255, 127, 127));
            shows(ImageEncoder.encode(picture, Encoding.webp(95)), new Color(255, 0, 0, 128));
            shows(ImageEncoder.encode(picture, Encoding.png()), new Color(255, 0, 0, 128));
        }
    }

    private static void shows(byte[] file, Color expected) {
        try (Picture picture = ImageDecoder.decode(file, ImageLimits.DEFAULT)) {
            Corners.assertNear(Corners.colour(picture, 8, 8), expected, 4);
        }
    }

    @Test
    void cropsAndResizes() {
        try (Picture picture = ImageDecoder.decode(Samples.png(), ImageLimits.DEFAULT);
                Picture right = picture.cropped(24, 0, 24, 16);
                Picture small = picture.resized(12, 8);
                Picture large = picture.resized(96, 64);
                Picture both = picture.cropped(0, 16, 24, 16, 6, 4)) {
            assertThat(right.width()).isEqualTo(24);
            assertThat(Corners.colour(right, 1, 1)).isEqualTo(Samples.TOP_RIGHT);
            Corners.of(small).assertNear(Corners.UPRIGHT, 1);
            Corners.of(large).assertNear(Corners.UPRIGHT, 1);
            assertThat(Corners.colour(both, 3, 2)).isEqualTo(Samples.BOTTOM_LEFT);
            assertThatIllegalArgumentException().isThrownBy(() -> picture.cropped(40, 0, 9, 5));
            assertThatIllegalArgumentException().isThrownBy(() -> picture.cropped(-1, 0, 9, 5));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> picture.cropped(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 5));
            assertThatIllegalArgumentException().isThrownBy(() -> picture.resized(0, 5));
        }
    }

    /**
     * A checkerboard that is shrunk tenfold is an even grey; picking pixels would leave a pattern.
     */
    @Test
    void shrinksByArea() {
        BufferedImage board = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40_000; i++) {
            board.setRGB(i % 200, i / 200, (i % 200 + i / 200) % 2 == 0 ? 0xffffff : 0);
        }
        try (Picture picture =
                        ImageDecoder.decode(Samples.encode(board, "png"), ImageLimits.DEFAULT);
                Picture small = picture.resized(20, 20)) {
            Color grey = new Color(128, 128, 128);
            Corners.of(small).colours().forEach(colour -> Corners.assertNear(colour, grey, 1));
        }
    }

    /** What hides under full transparency must not tint the edge of what shows. */
    @Test
    void keepsHiddenColoursOutOfResizedEdges() {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 1600; i++) {
            image.setRGB(i % 40, i / 40, i % 40 < 19 ? 0xffff0000 : 0x0000ff00);
        }
        try (Picture picture =
                        ImageDecoder.decode(Samples.encode(image, "png"), ImageLimits.DEFAULT);
                Picture small = picture.resized(10, 10)) {
            Color edge = Corners.colour(small, 4, 5);
            assertThat(edge.getAlpha()).isBetween(1, 254);
            assertThat(edge.getGreen()).isLessThan(4);
            assertThat(edge.getRed()).isGreaterThan(250);
        }
    }

    @Test
    void refusesUseAfterCloseAndForeignMatrices() {
        Picture picture = ImageDecoder.decode(Samples.png(), ImageLimits.DEFAULT);
        picture.close();
        picture.close();
        assertThatIllegalStateException().isThrownBy(picture::width);
        try (Mat grey = new Mat(4, 4, org.bytedeco.opencv.global.opencv_core.CV_8UC1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Picture.of(grey));
        }
    }

    @Test
    void refusesQualitiesThatDoNotExist() {
        assertThatIllegalArgumentException().isThrownBy(() -> Encoding.jpeg(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Encoding.webp(101));
    }
}
