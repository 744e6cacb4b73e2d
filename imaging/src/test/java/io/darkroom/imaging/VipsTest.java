package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What libvips adds, where it is installed (Debian: libvips42). */
class VipsTest {

    @BeforeEach
    void needsLibvips() {
        assumeTrue(VipsPictures.installed().isPresent(), "libvips is not installed: skipped");
    }

    @Test
    void writesAndReadsAvif() {
        byte[] avif = avif();

        ImageInfo info = ImageProbe.probe(avif, ImageLimits.DEFAULT);

        assertThat(info.type()).isEqualTo(ImageType.AVIF);
        assertThat(info.width()).isEqualTo(160);
        try (Picture picture = ImageDecoder.decode(avif, ImageLimits.DEFAULT)) {
            assertThat(picture.width()).isEqualTo(160);
            assertThat(picture.height()).isEqualTo(96);
            Corners.of(picture).assertNear(Corners.UPRIGHT, 25);
        }
    }

    @Test
    void refusesCutAvif() {
        byte[] avif = avif();

        assertThatExceptionOfType(ImageException.Truncated.class)
                .isThrownBy(() ->
                        ImageProbe.probe(
                                Arrays.copyOf(avif, avif.length - 1), ImageLimits.DEFAULT));
    }

    @Test
    void saysThatBrokenAvifIsBroken() {
        byte[] avif = avif();
        Arrays.fill(avif, avif.length - 60, avif.length, (byte) 0x5a);

        try (Picture picture = ImageDecoder.decode(avif, ImageLimits.DEFAULT)) {
            assertThat(picture.width()).isEqualTo(160);
        } catch (ImageException e) {
            assertThat(e).isInstanceOf(ImageException.Corrupt.class).hasMessageEndingWith(".");
        }
    }

    @Test
    void readsAVeryLargePngStripByStrip() {
        byte[] png =
                Samples.encode(Samples.corners(BufferedImage.TYPE_3BYTE_BGR, 8000, 5200), "png");

        try (Picture whole = ImageDecoder.decode(png, ImageLimits.DEFAULT);
                Picture small = ImageDecoder.decode(png, ImageLimits.DEFAULT, 1000)) {
            assertThat(whole.width()).isEqualTo(8000);
            assertThat(small.width()).isCloseTo(1600, within(1));
            assertThat(small.height()).isCloseTo(1040, within(1));
        }
    }

    private static byte[] avif() {
        assumeTrue(ImageEncoder.writes(ImageType.AVIF), "libheif here has no AV1: skipped");
        byte[] png = Samples.encode(Samples.corners(BufferedImage.TYPE_INT_RGB, 160, 96), "png");
        try (Picture picture = ImageDecoder.decode(png, ImageLimits.DEFAULT)) {
            return ImageEncoder.encode(picture, Encoding.avif(80));
        }
    }
}
