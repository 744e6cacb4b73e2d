package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of HEIF files without libvips, before anybody decodes a pixel. */
class HeifProbeTest {

    @ParameterizedTest
    @CsvSource({"0, 640, 480", "1, 480, 640", "2, 640, 480", "3, 480, 640"})
    void knowsTheSizeOnceTurned(int quarterTurns, int width, int height) {
        Layout found =
                probe(
                        new HeifFile("avif", 640, 480)
                                .property("irot", new byte[] {(byte) quarterTurns})
                                .build());

        assertThat(found.width()).isEqualTo(width);
        assertThat(found.height()).isEqualTo(height);
    }

    @Test
    void cutsOffThePaddingOfTheCoder() {
        Layout found =
                probe(
                        new HeifFile("heic", 640, 480)
                                .property("clap", HeifFile.ints(635, 1, 470, 1, 0, 1, 0, 1))
                                .build());

        assertThat(found.width()).isEqualTo(635);
        assertThat(found.height()).isEqualTo(470);
    }

    @Test
    void takesThePropertiesOfThePrimaryPictureOnly() {
        Layout found =
                probe(
                        new HeifFile("heic", 4032, 3024)
                                .property("pixi", new byte[] {0, 0, 0, 0, 3, 10, 10, 10})
                                .othersProperty("ispe", HeifFile.ints(0, 320, 240))
                                .othersProperty("irot", new byte[] {1})
                                .build());

        assertThat(found.width()).isEqualTo(4032);
        assertThat(found.bitDepth()).isEqualTo(10);
        assertThat(found.alpha()).isFalse();
    }

    @Test
    void findsAlphaAndTheColourProfile() {
        byte[] alpha = HeifFile.latin("\0\0\0\0urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0");
        Layout found =
                probe(
                        new HeifFile("avif", 64, 64)
                                .property("colr", HeifFile.latin("profthe profile"))
                                .othersProperty("auxC", alpha)
                                .build());

        assertThat(found.alpha()).isTrue();
        assertThat(found.blocks(Block.Kind.ICC))
                .singleElement()
                .extracting(Block::length)
                .isEqualTo((long) "the profile".length());
    }

    @Test
    void seesACutAnywhere() {
        byte[] whole = new HeifFile("avif", 640, 480).build();
        for (int length = 16; length < whole.length; length++) {
            ImageException refusal = refusal(Arrays.copyOf(whole, length));
            assertThat(refusal).as("cut to %d of %d", length, whole.length).isNotNull();
        }
        assertThat(refusal(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(ImageException.Truncated.class);
    }

    @Test
    void bearsAnyFlippedByte() {
        byte[] whole = new HeifFile("avif", 640, 480).property("irot", new byte[] {1}).build();
        for (int at = 0; at < whole.length; at++) {
            for (int flip : new int[] {0x01, 0x55, 0x80, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) flip;
                ImageException refusal = refusal(damaged);
                if (refusal != null) {
                    assertThat(refusal.getMessage()).endsWith(".");
                }
            }
        }
    }

    @Test
    void refusesDataThatNoFileHolds() {
        assertThat(refusal(new HeifFile("avif", 64, 64).dataAt(1 << 30).build()))
                .isInstanceOf(ImageException.Truncated.class);
    }

    /** A decoder may make room for every one of them. */
    @Test
    void refusesAnySizeOverTheLimit() {
        assertThat(refusal(new HeifFile("avif", 60_000, 60_000).build()))
                .isInstanceOf(ImageException.TooLarge.class);
        assertThat(
                        refusal(
                                new HeifFile("avif", 64, 64)
                                        .othersProperty("ispe", HeifFile.ints(0, 60_000, 60_000))
                                        .build()))
                .isInstanceOf(ImageException.TooLarge.class);
        assertThat(refusal(new HeifFile("avif", 64, -1).build()))
                .isInstanceOf(ImageException.TooLarge.class);
    }

    @Test
    void refusesSidesOfZero() {
        assertThat(refusal(new HeifFile("avif", 0, 64).build()))
                .isInstanceOf(ImageException.Corrupt.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'avif\0\0\0\0', AVIF", "'avis\0\0\0\0', AVIF", "'mif1\0\0\0\0miafavif', AVIF",
        "'heic\0\0\0\0', HEIC", "'heix\0\0\0\0', HEIC", "'mif1\0\0\0\0mif1heic', HEIC"
    })
    void tellsAvifFromHeic(String brands, ImageType expected) {
        byte[] file = HeifFile.box("ftyp", HeifFile.latin(brands));

        assertThat(TypeSniffer.sniff(ByteSource.of(file))).isEqualTo(expected);
    }

    @Test
    void saysWhatToInstall() {
        assertThatExceptionOfType(ImageException.UnsupportedType.class)
                .isThrownBy(() -> {
                    throw ImageException.UnsupportedType.withoutLibvips(ImageType.AVIF);
                })
                .withMessageContaining("AVIF")
                .withMessageContaining("libvips42");
    }

    private static Layout probe(byte[] bytes) {
        return new HeifProbe(ByteSource.of(bytes), ImageLimits.DEFAULT, ImageType.AVIF).layout();
    }

    private static @Nullable ImageException refusal(byte[] bytes) {
        return catchThrowableOfType(ImageException.class, () -> probe(bytes));
    }
}
