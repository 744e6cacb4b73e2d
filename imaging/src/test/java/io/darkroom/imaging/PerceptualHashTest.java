package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {

    @Test
    void staysNearUnderResizeAndReencoding() {
        byte[] original = scene(1, 900, 600);
        PerceptualHash hash = PerceptualHash.of(original, ImageLimits.DEFAULT);
        try (Picture picture = ImageDecoder.decode(original, ImageLimits.DEFAULT);
                Picture small = picture.resized(300, 200)) {
            assertThat(hash.distance(PerceptualHash.of(picture))).isLessThanOrEqualTo(2);
            assertThat(hash.distance(PerceptualHash.of(small))).isLessThanOrEqualTo(4);
            byte[] poor = ImageEncoder.encode(small, Encoding.jpeg(30));
            assertThat(hash.distance(PerceptualHash.of(poor, ImageLimits.DEFAULT)))
                    .isLessThanOrEqualTo(6);
            byte[] webp = ImageEncoder.encode(picture, Encoding.webp(50));
            assertThat(hash.distance(PerceptualHash.of(webp, ImageLimits.DEFAULT)))
                    .isLessThanOrEqualTo(6);
        }
    }

    @Test
    void isThatOfTheUprightPicture() {
        byte[] stored = scene(2, 600, 400);
        byte[] turned = Splice.jpegWithOrientation(asJpeg(stored), 6);
        try (Picture upright = ImageDecoder.decode(turned, ImageLimits.DEFAULT)) {
            byte[] plain = ImageEncoder.encode(upright, Encoding.png());
            PerceptualHash hash = PerceptualHash.of(plain, ImageLimits.DEFAULT);
            assertThat(PerceptualHash.of(turned, ImageLimits.DEFAULT).distance(hash))
                    .isLessThanOrEqualTo(4);
            assertThat(PerceptualHash.of(stored, ImageLimits.DEFAULT).distance(hash))
                    .isGreaterThan(16);
        }
    }

    private static byte[] asJpeg(byte[] png) {
        try (Picture picture = ImageDecoder.decode(png, ImageLimits.DEFAULT)) {
            return ImageEncoder.encode(picture, Encoding.jpeg(95));
        }
    }

    @Test
    void tellsScenesApart() {
        List<PerceptualHash> hashes = new ArrayList<>();
        for (int seed = 10; seed < 20; seed++) {
            hashes.add(PerceptualHash.of(scene(seed, 300, 200), ImageLimits.DEFAULT));
        }
        apart(hashes);
    }

    @Test
    void tellsPhotographsApart() throws IOException {
        List<PerceptualHash> hashes = new ArrayList<>();
        for (Path photo : PhotosTest.photos()) {
            hashes.add(PerceptualHash.of(photo, ImageLimits.DEFAULT));
        }
        apart(hashes);
    }

    /** So that it may come from whoever has decoded a picture anyway. */
    @Test
    void hardlyDependsOnTheSizeThatWasDecoded() throws IOException {
        for (Path photo : PhotosTest.photos()) {
            PerceptualHash hash = PerceptualHash.of(photo, ImageLimits.DEFAULT);
            try (Picture larger = ImageDecoder.decode(photo, ImageLimits.DEFAULT, 1080)) {
                assertThat(PerceptualHash.of(larger).distance(hash))
                        .as("%s", photo)
                        .isLessThanOrEqualTo(2);
            }
        }
    }

    private static void apart(List<PerceptualHash> hashes) {
        for (int i = 0; i < hashes.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(hashes.get(i).distance(hashes.get(j)))
                        .as("%d and %d", i, j)
                        .isGreaterThan(12);
            }
        }
    }

    @Test
    void isWrittenInSixteenDigits() {
        PerceptualHash hash = new PerceptualHash(0x0123456789abcdefL);
        assertThat(hash).hasToString("0123456789abcdef");
        assertThat(PerceptualHash.parse("0123456789abcdef")).isEqualTo(hash);
        assertThatIllegalArgumentException().isThrownBy(() -> PerceptualHash.parse("12"));
    }

    private static byte[] scene(int seed, int width, int height) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int i = 0; i < 12; i++) {
            pen.setColor(new Color(random.nextInt(0x1000000)));
            int side = width / 6 + random.nextInt(width / 3);
            pen.fillOval(
                    (int) (random.nextDouble() * width) - side / 2,
                    (int) (random.nextDouble() * height) - side / 2,
                    side,
                    side);
        }
        pen.dispose();
        return Samples.encode(image, "png");
    }
}
