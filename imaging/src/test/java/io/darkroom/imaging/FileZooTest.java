package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that are made to do harm: each is a typed refusal or the right picture, and neither takes
 * more memory than a picture of its size may. Beside {@link RefusalTest}, {@link StructureTest} and
 * {@link MetadataTest}, which hold the rest of the zoo.
 */
class FileZooTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int BOMB = 64 * MEGABYTE;

    /** What the JVM itself may allocate for any of these files, whose pictures are tiny. */
    private static final long MOST_HEAP = 24L * MEGABYTE;

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HEIC", "AVIF"})
    void refusesAMillionfoldPictureInEveryType(ImageType type) {
        byte[] bomb = claiming(type, 16_383);
        assertThat(allocated(() -> refused(bomb, "image-too-large"))).isLessThan(MOST_HEAP);
    }

    /** The small picture of this type with another size in its header. */
    private static byte[] claiming(ImageType type, int side) {
        byte[] file = Samples.of(type);
        ByteBuffer big = ByteBuffer.wrap(file);
        ByteBuffer little = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case JPEG -> big.putInt(find(file, 0xff, 0xc0) + 5, side << 16 | side);
            case PNG -> {
                byte[] header =
                        ByteBuffer.allocate(13)
                                .putInt(side)
                                .putInt(side)
                                .put(Arrays.copyOfRange(file, 24, 29))
                                .array();
                return Splice.join(
                        Arrays.copyOf(file, 8),
                        Splice.pngChunk("IHDR", header),
                        Arrays.copyOfRange(file, 33, file.length));
            }
            case WEBP -> little.putInt(find(file, 0x9d, 0x01, 0x2a) + 3, side << 16 | side);
            case GIF -> little.putInt(6, side << 16 | side);
            case TIFF -> {
                return new TiffFile(ByteOrder.LITTLE_ENDIAN, 1, 1, 2, 3, new byte[3])
                        .tag(256, side)
                        .tag(257, side)
                        .build();
            }
            case HEIC, AVIF -> throw new IllegalArgumentException("Not drawn here: " + type);
        }
        return file;
    }

    private static int find(byte[] file, int... bytes) {
        for (int at = 0; at < file.length - bytes.length; at++) {
            int same = 0;
            while (same < bytes.length && (file[at + same] & 0xff) == bytes[same]) {
                same++;
            }
            if (same == bytes.length) {
                return at;
            }
        }
        throw new IllegalArgumentException("Not in the file: " + Arrays.toString(bytes));
    }

    @Test
    void aProfileThatUnpacksToMuchCountsAsNone() {
        byte[] packed = Splice.deflated(new byte[BOMB]);
        byte[] bomb = Splice.pngWith(Samples.png(), "iCCP", Splice.join(name(), packed));

        assertThat(allocated(() -> showsTheCorners(bomb))).isLessThan(MOST_HEAP);
    }

    private static byte[] name() {
        return Splice.ascii("bomb\0\0");
    }

    /** The decoder stops where the picture ends, whatever else there would be to unpack. */
    @Test
    void pixelsThatUnpackToMuchAreReadAsFarAsThePictureGoes() {
        byte[] png = Samples.png();
        byte[] bomb =
                Splice.join(
                        Arrays.copyOf(png, 33),
                        Splice.pngChunk("IDAT", Splice.deflated(new byte[BOMB])),
                        Splice.pngChunk("IEND", new byte[0]));
        byte[] packed = Splice.deflated(new byte[BOMB]);
        byte[] tiff =
                new TiffFile(ByteOrder.LITTLE_ENDIAN, Samples.WIDTH, Samples.HEIGHT, 2, 3, packed)
                        .tag(258, 8, 8, 8)
                        .tag(259, 8)
                        .build();

        assertThat(allocated(() -> bears(bomb))).isLessThan(MOST_HEAP);
        assertThat(allocated(() -> bears(tiff))).isLessThan(MOST_HEAP);
    }

    /** Entries, counts and offsets that reach far beyond the file, or back to where they stand. */
    @ParameterizedTest
    @CsvSource({
        "8, 65535, 2, 1, 0", // more entries than there are bytes
        "8, 1, 2, 2147483647, 0", // a text of two gigabytes
        "8, 1, 4, 1, 8", // a directory within itself
        "-2, 1, 2, 1, 0" // the first directory behind the end
    })
    void exifThatReachesTooFarCountsAsNone(int first, int entries, int type, int count, int value) {
        byte[] exif =
                ByteBuffer.allocate(26)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(Splice.ascii("II*\0"))
                        .putInt(first)
                        .putShort((short) entries)
                        .putShort((short) (type == 4 ? 34665 : 271))
                        .putShort((short) type)
                        .putInt(count)
                        .putInt(value)
                        .putInt(8)
                        .array();
        byte[] jpeg =
                Splice.jpegSegment(
                        Samples.jpeg(), 0xe1, Splice.join(Splice.ascii("Exif\0\0"), exif));

        assertThat(
                        allocated(() -> {
                            ImageMetadata read = MetadataReader.read(jpeg, ImageLimits.DEFAULT);
                            assertThat(read.cameraMake()).isEmpty();
                            assertThat(read.takenAt()).isEmpty();
                            showsTheCorners(jpeg);
                        }))
                .isLessThan(MOST_HEAP);
    }

    @Test
    void metadataOfManyMegabytesIsPassedOver() {
        byte[] many = new byte[30 * MEGABYTE];
        byte[] png = Splice.pngWith(Samples.png(), "tEXt", Splice.join(name(), many));
        byte[] webp = Splice.webpWith(Samples.webp(), 4, "XMP ", many);

        assertThat(allocated(() -> reads(png))).isLessThan(MOST_HEAP);
        assertThat(allocated(() -> reads(webp))).isLessThan(MOST_HEAP);
    }

    private static void reads(byte[] file) {
        assertThat(MetadataReader.read(file, ImageLimits.DEFAULT).descriptive())
                .isEqualTo(DescriptiveMetadata.NONE);
        showsTheCorners(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "tiff"})
    void readsPicturesOfOnePixelAndOfOneLine(String format) {
        for (int[] size : new int[][] {{1, 1}, {1, 3000}, {3000, 1}}) {
            byte[] file =
                    Samples.encode(
                            Samples.corners(
                                    format.equals("gif")
                                            ? BufferedImage.TYPE_BYTE_INDEXED
                                            : BufferedImage.TYPE_INT_RGB,
                                    size[0],
                                    size[1]),
                            format);
            try (Picture picture = ImageDecoder.decode(file, ImageLimits.DEFAULT, 400);
                    Picture resized = picture.resized(size[0], size[1])) {
                assertThat(picture.width()).isEqualTo(size[0]);
                assertThat(picture.height()).isEqualTo(size[1]);
                assertThat(ImageEncoder.encode(resized, Encoding.webp(80))).isNotEmpty();
            }
        }
    }

    @Test
    void seesACutAtEveryKilobyte() {
        BufferedImage noise = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        var random = new Random(3);
        for (int i = 0; i < 400 * 300; i++) {
            noise.setRGB(i % 400, i / 400, random.nextInt());
        }
        Map<String, byte[]> files =
                Map.of(
                        "jpeg", Samples.encode(noise, "jpeg"),
                        "png", Samples.encode(noise, "png"),
                        "tiff", Samples.encode(noise, "tiff"),
                        "gif", Samples.encode(noise, "gif"));
        files.forEach((format, whole) -> {
            for (int length = 1024; length < whole.length; length += 1024) {
                byte[] cut = Arrays.copyOf(whole, length);
                ImageException refusal =
                        catchThrowableOfType(
                                ImageException.class,
                                () -> ImageDecoder.decode(cut, ImageLimits.DEFAULT).close());
                assertThat(refusal).as("%s of %d bytes", format, length).isNotNull();
                assertThat(refusal.slug()).isEqualTo("image-truncated");
            }
        });
    }

    /** It is the one thing that its first bytes say, and what follows the picture is not read. */
    @Test
    void aPictureThatIsSomethingElseTooIsAPicture() {
        byte[] page = Splice.ascii("<html><script>alert(1)</script></html>");
        byte[] document = Splice.ascii("%PDF-1.7\n1 0 obj << /OpenAction 2 0 R >> endobj");
        showsTheCorners(Splice.join(Samples.gif(), page));
        showsTheCorners(Splice.join(Samples.webp(), page));
        showsTheCorners(Splice.jpegSegment(Samples.jpeg(), 0xfe, document));
        showsTheCorners(Splice.pngWith(Samples.png(), "tEXt", Splice.join(name(), document)));
    }

    private static void showsTheCorners(byte[] file) {
        try (Picture picture = ImageDecoder.decode(file, ImageLimits.DEFAULT)) {
            Corners.of(picture).assertNear(Corners.UPRIGHT, 40);
        }
    }

    /** A picture of the size that its header says, or a typed refusal. */
    private static void bears(byte[] file) {
        try (Picture picture = ImageDecoder.decode(file, ImageLimits.DEFAULT)) {
            assertThat(picture.width()).isEqualTo(Samples.WIDTH);
        } catch (ImageException e) {
            assertThat(e.slug()).isEqualTo("image-corrupt");
        }
    }

    private static void refused(byte[] bytes, String slug) {
        ImageException refusal =
                catchThrowableOfType(
                        ImageException.class,
                        () -> ImageDecoder.decode(bytes, ImageLimits.DEFAULT).close());
        assertThat(refusal).isNotNull();
        assertThat(refusal.slug()).as(refusal.getMessage()).isEqualTo(slug);
    }

    /** Bytes that this thread allocates on the heap, once its classes are loaded. */
    private static long allocated(Runnable work) {
        work.run();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
