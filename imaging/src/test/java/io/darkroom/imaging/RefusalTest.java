package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    @Test
    void saysThatAFileIsEmpty() {
        refused(new byte[0], "empty-file");
    }

    /** A pass costs a look at every coefficient, however little the file says of it. */
    @Test
    void refusesMorePassesOverALargePictureThanAnybodyMakes() {
        assertThat(ImageProbe.probe(passes(40), ImageLimits.DEFAULT).width()).isEqualTo(10_000);
        refused(passes(41), "image-corrupt");
    }

    /** The frame of a progressive JPEG of 100 megapixels, and so many scans of nothing. */
    private static byte[] passes(int scans) {
        byte[] frame = {8, 0x27, 0x10, 0x27, 0x10, 1, 1, 0x11, 0};
        byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 1, 63, 0x10, 0};
        byte[] start = {(byte) 0xff, (byte) 0xd8};
        byte[] end = {(byte) 0xff, (byte) 0xd9};
        byte[] head = Splice.join(start, new byte[] {(byte) 0xff, (byte) 0xc2, 0, 11}, frame);
        byte[][] all = new byte[scans + 2][];
        Arrays.fill(all, scan);
        all[0] = head;
        all[scans + 1] = end;
        return Splice.join(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This is text that somebody named holiday.jpg",
                "<!DOCTYPE html><html><body><svg></svg></body></html>",
                "<html><svg/></html>",
                "{\"a\": 1}",
                "x",
                "PK\u0003\u0004 an archive"
            })
    void refusesWhatIsNoPicture(String text) {
        refused(text.getBytes(StandardCharsets.UTF_8), "not-an-image");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
                "<?xml version='1.0'?>\n<!-- drawn -->\n<svg/>",
                "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x'><SVG/>"
            })
    void refusesSvg(String text) {
        refused(text.getBytes(StandardCharsets.UTF_8), "svg-unsupported");
        refused(("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE), "svg-unsupported");
    }

    @ParameterizedTest
    @CsvSource({
        "'\0\0\0\u001cftypmp42\0\0\0\0', a video",
        "'BM6\0\0\0\0\0\0\0\0\0', BMP",
        "'8BPS\0\u0001', PSD",
        "'%PDF-1.7', PDF",
        "'\u00ff\n\0\0', JPEG XL",
        "'II+\0\b\0\0\0', BigTIFF",
        "'II*\0\u0010\0\0\0CR\u0002\0', CR2",
        "'\0\0\u0001\0\u0001\0', icon"
    })
    void namesTheTypeThatIsNotTaken(String bytes, String name) {
        ImageException refusal = refused(Splice.ascii(bytes), "media-type-unsupported");
        assertThat(refusal).hasMessageContaining(name);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HEIC", "AVIF"})
    void seesACutAnywhere(ImageType type) {
        byte[] whole = Samples.of(type);
        for (int length = 1; length < whole.length; length += length < 64 ? 1 : 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            ImageException refusal = catchRefusal(cut);
            assertThat(refusal).as("%s cut to %d of %d", type, length, whole.length).isNotNull();
            if (length >= 12) {
                assertThat(refusal.slug()).as("cut to %d", length).isEqualTo("image-truncated");
            }
        }
        refused(Arrays.copyOf(whole, whole.length - 1), "image-truncated");
    }

    /** Any answer is right but a crash: a picture, or a typed refusal. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HEIC", "AVIF"})
    void bearsAnyFlippedByte(ImageType type) {
        byte[] whole = Samples.of(type);
        int step = Math.max(1, whole.length / 400);
        for (int at = 0; at < whole.length; at += step) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (0x55 << (at % 3));
            try (Picture picture = ImageDecoder.decode(damaged, ImageLimits.DEFAULT)) {
                assertThat(picture.width()).isPositive();
            } catch (ImageException e) {
                assertThat(e.getMessage()).endsWith(".");
            }
        }
    }

    @Test
    void saysWhatAvifNeedsWhereItIsMissing() {
        assumeTrue(VipsPictures.installed().isEmpty(), "libvips is installed: skipped");
        byte[] avif = new HeifFile("avif", 64, 64).build();

        assertThat(refused(avif, "media-type-unsupported")).hasMessageContaining("libvips");
    }

    @Test
    void seesAWrongChecksum() {
        byte[] png = Samples.png();
        png[png.length / 2] ^= 1;
        assertThat(refused(png, "image-corrupt")).hasMessageContaining("checksum");
    }

    @Test
    void refusesThePngOf60000By60000() {
        byte[] header =
                ByteBuffer.allocate(13)
                        .putInt(60_000)
                        .putInt(60_000)
                        .put(bytes(8, 2, 0, 0, 0))
                        .array();
        byte[] png = Arrays.copyOf(Samples.png(), 8);
        byte[] bomb = Splice.join(png, Splice.pngChunk("IHDR", header));
        assertThat(refused(bomb, "image-too-large")).hasMessageContaining("60000 by 60000");
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "5, 0"})
    void refusesSidesOfZero(int width, int height) {
        byte[] header =
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(bytes(8, 2, 0, 0, 0))
                        .array();
        byte[] png = Arrays.copyOf(Samples.png(), 8);
        refused(Splice.join(png, Splice.pngChunk("IHDR", header)), "image-corrupt");
        byte[] gif = Samples.gif();
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) width)
                .putShort(8, (short) height);
        refused(gif, "image-corrupt");
    }

    @Test
    void refusesSidesThatTurnNegative() {
        byte[] header =
                ByteBuffer.allocate(13).putInt(-1).putInt(-1).put(bytes(8, 2, 0, 0, 0)).array();
        byte[] png = Arrays.copyOf(Samples.png(), 8);
        refused(Splice.join(png, Splice.pngChunk("IHDR", header)), "image-too-large");
    }

    @Test
    void refusesTheFiveHundredAndFirstFrame() {
        BufferedImage dot = Samples.corners(BufferedImage.TYPE_BYTE_INDEXED, 4, 4);
        byte[] most = Samples.sequence("gif", Collections.nCopies(500, dot));
        assertThat(ImageProbe.probe(most, ImageLimits.DEFAULT).frames()).isEqualTo(500);
        refused(Samples.sequence("gif", Collections.nCopies(501, dot)), "image-too-large");
    }

    @Test
    void refusesTiffDirectoriesInACircle() {
        byte[] tiff = tiff().build();
        int next = 10 + 12 * ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
        ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).putInt(next, 8);
        assertThat(refused(tiff, "image-corrupt")).hasMessageContaining("circle");
    }

    @Test
    void refusesRawAndFloatingPointTiff() {
        refused(tiff().bytes(50706, bytes(1, 4, 0, 0)).build(), "media-type-unsupported");
        refused(tiff().tag(339, 3).build(), "media-type-unsupported");
        refused(tiff().tag(259, 50_000).build(), "media-type-unsupported");
    }

    @Test
    void holdsToLimitsThatAreGiven() {
        ImageLimits small = new ImageLimits(Samples.WIDTH * Samples.HEIGHT - 1, 1);
        assertThatExceptionOfType(ImageException.TooLarge.class)
                .isThrownBy(() -> ImageProbe.probe(Samples.jpeg(), small));
    }

    @Test
    void findsThePictureInAPolyglotAndNothingElse() {
        byte[] jpegAndZip =
                Splice.join(
                        Samples.jpeg(), Splice.ascii("PK\u0003\u0004<script>alert(1)</script>"));
        assertThat(ImageProbe.probe(jpegAndZip, ImageLimits.DEFAULT).type())
                .isEqualTo(ImageType.JPEG);
        byte[] scriptAndGif = Splice.join(Splice.ascii("GIF89a/*<svg onload=x>"), Samples.gif());
        assertThat(catchRefusal(scriptAndGif)).isNotNull();
        byte[] htmlAndPng = Splice.join(Splice.ascii("<html></html>"), Samples.png());
        refused(htmlAndPng, "not-an-image");
    }

    private static TiffFile tiff() {
        return new TiffFile(
                ByteOrder.LITTLE_ENDIAN,
                Samples.WIDTH,
                Samples.HEIGHT,
                2,
                3,
                TiffFile.corners(3, 1));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static ImageException refused(byte[] bytes, String slug) {
        ImageException refusal = catchRefusal(bytes);
        assertThat(refusal).isNotNull();
        assertThat(refusal.slug()).as(refusal.getMessage()).isEqualTo(slug);
        return refusal;
    }

    private static ImageException catchRefusal(byte[] bytes) {
        return catchThrowableOfType(
                ImageException.class, () -> ImageProbe.probe(bytes, ImageLimits.DEFAULT));
    }
}
