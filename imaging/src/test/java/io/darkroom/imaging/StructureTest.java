package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StructureTest {

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HEIC", "AVIF"})
    void namesTypeAndSize(ImageType type) {
        ImageInfo info = probe(Samples.of(type));
        assertThat(info.type()).isEqualTo(type);
        assertThat(info.contentType()).isEqualTo(type.contentType());
        assertThat(info.width()).isEqualTo(Samples.WIDTH);
        assertThat(info.height()).isEqualTo(Samples.HEIGHT);
        assertThat(info.frames()).isEqualTo(1);
        assertThat(info.alpha()).isFalse();
        assertThat(info.colourProfile()).isFalse();
        assertThat(info.orientation()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HEIC", "AVIF"})
    void saysTheSameOfAFile(ImageType type, @TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("picture.txt"), Samples.of(type));
        assertThat(ImageProbe.probe(file, ImageLimits.DEFAULT)).isEqualTo(probe(Samples.of(type)));
        try (Picture picture = ImageDecoder.decode(file, ImageLimits.DEFAULT, 0)) {
            Corners.of(picture).assertNear(Corners.UPRIGHT, 40);
        }
    }

    @Test
    void readsProgressiveJpegWithEverythingThatMayStandBetweenItsSegments() {
        byte[] jpeg = progressive();
        assertThat(jpeg).contains(0xff, 0xc2);
        byte[] filled = Splice.insert(jpeg, 2, new byte[] {(byte) 0xff, (byte) 0xff});
        byte[] trailed = Splice.join(filled, Samples.jpeg(), new byte[100]);
        assertThat(probe(trailed).width()).isEqualTo(Samples.WIDTH);
        try (Picture picture = ImageDecoder.decode(trailed, ImageLimits.DEFAULT)) {
            Corners.of(picture).assertNear(Corners.UPRIGHT, 6);
        }
    }

    private static byte[] progressive() {
        try (Picture picture = ImageDecoder.decode(Samples.png(), ImageLimits.DEFAULT)) {
            return ImageEncoder.encode(picture, new Encoding.Jpeg(95, true));
        }
    }

    /** An EXIF thumbnail is a whole JPEG with an end marker of its own. */
    @Test
    void isNotMisledByAThumbnail() {
        byte[] thumbnail =
                Samples.encode(Samples.corners(BufferedImage.TYPE_INT_RGB, 8, 8), "jpeg");
        byte[] exif = Splice.join(Splice.ascii("Exif\0\0"), Splice.exif(6), thumbnail);
        byte[] jpeg = Splice.jpegSegment(Samples.jpeg(), 0xe1, exif);
        assertThat(probe(jpeg).rawWidth()).isEqualTo(Samples.WIDTH);
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length - 2);
        assertThatExceptionOfType(ImageException.Truncated.class).isThrownBy(() -> probe(cut));
    }

    @Test
    void takesBrokenExifForNone() {
        byte[] loose = Splice.exif(6);
        loose[4] = 127;
        byte[] jpeg =
                Splice.jpegSegment(
                        Samples.jpeg(), 0xe1, Splice.join(Splice.ascii("Exif\0\0"), loose));
        assertThat(probe(jpeg).orientation()).isEqualTo(1);
        assertThat(probe(Splice.jpegWithOrientation(Samples.jpeg(), 77)).orientation())
                .isEqualTo(1);
    }

    @Test
    void countsFramesAndDecodesTheFirst() {
        BufferedImage first = Samples.corners(BufferedImage.TYPE_BYTE_INDEXED, 48, 32);
        BufferedImage other = new BufferedImage(48, 32, BufferedImage.TYPE_BYTE_INDEXED);
        byte[] gif = Samples.sequence("gif", List.of(first, other, other));
        showsFirst(gif, 3);
        BufferedImage black = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        byte[] tiff = Samples.sequence("tiff", List.of(Samples.corners(), black));
        showsFirst(tiff, 2);
        byte[] webp = Splice.animated(Samples.webp(), 2);
        showsFirst(webp, 2);
    }

    private static void showsFirst(byte[] file, int frames) {
        assertThat(probe(file).frames()).isEqualTo(frames);
        try (Picture picture = ImageDecoder.decode(file, ImageLimits.DEFAULT)) {
            Corners.of(picture).assertNear(Corners.UPRIGHT, 40);
        }
    }

    @Test
    void readsGreyDeepAndTransparentPictures() {
        BufferedImage grey = Samples.corners(BufferedImage.TYPE_BYTE_GRAY, 48, 32);
        assertThat(probe(Samples.encode(grey, "jpeg")).colours()).isEqualTo(ColourModel.GREY);
        BufferedImage deep = Samples.corners(BufferedImage.TYPE_USHORT_GRAY, 48, 32);
        assertThat(probe(Samples.encode(deep, "png")).bitDepth()).isEqualTo(16);
        assertThat(corner(Samples.encode(grey, "png")))
                .isEqualTo(corner(Samples.encode(deep, "png")));
        BufferedImage clear = new BufferedImage(48, 32, BufferedImage.TYPE_INT_ARGB);
        for (String format : new String[] {"png", "gif", "tiff"}) {
            byte[] file = Samples.encode(clear, format);
            assertThat(probe(file).alpha()).as(format).isTrue();
            assertThat(corner(file).getAlpha()).as(format).isZero();
        }
    }

    private static Color corner(byte[] file) {
        try (Picture picture = ImageDecoder.decode(file, ImageLimits.DEFAULT)) {
            return Corners.colour(picture, 2, 2);
        }
    }

    @Test
    void refusesTooManyFramesOfAWebp() {
        byte[] webp = Splice.animated(Samples.webp(), 4);
        ImageLimits three = new ImageLimits(1_000_000, 3);
        assertThatExceptionOfType(ImageException.TooLarge.class)
                .isThrownBy(() -> ImageProbe.probe(webp, three));
    }

    /** A thousand comments of the greatest length, each across many windows. */
    @Test
    void walksALargeFileThroughASmallWindow(@TempDir Path folder) throws IOException {
        byte[] comment = new byte[65_533];
        byte[] jpeg = Samples.jpeg();
        Path file = folder.resolve("large.jpg");
        try (var out = Files.newOutputStream(file)) {
            out.write(jpeg, 0, 2);
            byte[] segment = Splice.jpegSegment(new byte[2], 0xfe, comment);
            for (int i = 0; i < 1000; i++) {
                out.write(segment, 2, segment.length - 2);
            }
            out.write(jpeg, 2, jpeg.length - 2);
        }
        assertThat(Files.size(file)).isGreaterThan(65_000_000);
        assertThat(ImageProbe.probe(file, ImageLimits.DEFAULT).width()).isEqualTo(Samples.WIDTH);
    }

    @Test
    void refusesMoreChunksThanAnyPngHas() {
        byte[] many =
                Splice.join(
                        Collections.nCopies(10_001, Splice.pngChunk("teXt", new byte[0]))
                                .toArray(byte[][]::new));
        byte[] png = Splice.insert(Samples.png(), 33, many);
        assertThatExceptionOfType(ImageException.Corrupt.class).isThrownBy(() -> probe(png));
    }

    @Test
    void keepsFilesOffTheHeap(@TempDir Path folder) throws IOException {
        byte[] jpeg = Samples.jpeg();
        byte[] padded = Splice.join(jpeg, new byte[40_000_000]);
        Path file = Files.write(folder.resolve("padded.jpg"), padded);
        readAll(file); // once for the classes, which are loaded by this thread too
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        readAll(file);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4_000_000);
    }

    private static void readAll(Path file) {
        ImageProbe.probe(file, ImageLimits.DEFAULT);
        PerceptualHash.of(file, ImageLimits.DEFAULT);
        MetadataReader.read(file, ImageLimits.DEFAULT);
    }

    /** Colour type, depth, bytes of a pixel, and what it decodes to: red, green, blue, alpha. */
    @ParameterizedTest
    @CsvSource({
        "0, 8, '64', 100, 100, 100, 255",
        "0, 16, '64 64', 100, 100, 100, 255",
        "0, 1, 'ff', 255, 255, 255, 255",
        "0, 2, '55', 85, 85, 85, 255",
        "0, 4, '55', 85, 85, 85, 255",
        "2, 8, '0a 14 1e', 10, 20, 30, 255",
        "2, 16, '0a 0a 14 14 1e 1e', 10, 20, 30, 255",
        "3, 8, '01', 40, 50, 60, 128",
        "4, 8, '64 32', 100, 100, 100, 50",
        "4, 16, '64 64 32 32', 100, 100, 100, 50",
        "6, 8, '0a 14 1e 28', 10, 20, 30, 40",
        "6, 16, '0a 0a 14 14 1e 1e 28 28', 10, 20, 30, 40"
    })
    void readsEveryKindOfPng(int kind, int depth, String pixel, int r, int g, int b, int a) {
        byte[] png = PngFile.of(kind, depth, HexFormat.ofDelimiter(" ").parseHex(pixel));
        ImageInfo info = probe(png);
        assertThat(info.bitDepth()).isEqualTo(depth);
        assertThat(info.alpha()).isEqualTo(a < 255);
        try (Picture picture = ImageDecoder.decode(png, ImageLimits.DEFAULT)) {
            assertThat(picture.hasAlpha()).isEqualTo(a < 255);
            assertThat(Corners.colour(picture, 1, 1)).isEqualTo(new Color(r, g, b, a));
        }
    }

    /** The structure holds, the data does not: documented to give a picture with a grey part. */
    @Test
    void decodesWhatIsThereOfAJpegThatLacksData() {
        byte[] jpeg = Samples.encode(Samples.corners(BufferedImage.TYPE_INT_RGB, 480, 320), "jpeg");
        byte[] start = Arrays.copyOf(jpeg, jpeg.length * 2 / 3);
        byte[] lacking = Splice.join(start, new byte[] {(byte) 0xff, (byte) 0xd9});
        try (Picture picture = ImageDecoder.decode(lacking, ImageLimits.DEFAULT)) {
            Corners.assertNear(Corners.colour(picture, 2, 2), Samples.TOP_LEFT, 4);
            Corners.assertNear(Corners.colour(picture, 477, 317), Color.GRAY, 4);
        }
    }

    @Test
    void refusesTiffOfMoreSamplesThanItKnows() {
        byte[] pixels = new byte[Samples.WIDTH * Samples.HEIGHT * 5];
        byte[] tiff =
                new TiffFile(ByteOrder.LITTLE_ENDIAN, Samples.WIDTH, Samples.HEIGHT, 2, 5, pixels)
                        .build();
        assertThatExceptionOfType(ImageException.UnsupportedType.class)
                .isThrownBy(() -> probe(tiff));
    }

    private static ImageInfo probe(byte[] bytes) {
        return ImageProbe.probe(bytes, ImageLimits.DEFAULT);
    }
}
