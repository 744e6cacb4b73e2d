package io.darkroom.systemtests;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/** Pictures for the tests: drawn ones, and the real photographs where they are on the machine. */
final class Pictures {
    private Pictures() {}

    /**
     * The photographs beside the project; the test is skipped, saying so, where they are absent.
     */
    static List<Path> photographs() {
        var folder = Path.of(System.getProperty("photos"));
        Assumptions.assumeTrue(
                Files.isDirectory(folder), () -> "No photographs at " + folder + "; skipped");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A scene of its own for each seed: sky, ground and a few shapes. */
    static BufferedImage scene(int width, int height, int seed) {
        var random = new Random(seed);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, color(random), 0, height, color(random)));
        pen.fillRect(0, 0, width, height);
        pen.setColor(color(random).darker());
        pen.fillRect(0, height * 2 / 3, width, height / 3 + 1);
        for (int i = 0; i < 4; i++) {
            shape(pen, random, width, height);
        }
        pen.dispose();
        return image;
    }

    private static void shape(Graphics2D pen, Random random, int width, int height) {
        int size = Math.max(1, Math.min(width, height) / 8);
        pen.setColor(color(random));
        pen.fillOval(
                random.nextInt(width),
                random.nextInt(height),
                size + random.nextInt(size),
                size + random.nextInt(size));
    }

    private static Color color(Random random) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    static byte[] encode(BufferedImage image, String format) {
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("This JDK writes no " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] jpeg(int width, int height, int seed) {
        return encode(scene(width, height, seed), "jpeg");
    }

    /**
     * The same picture with a comment of its own, so that no store and no cache knows its bytes.
     */
    static byte[] withComment(byte[] jpeg, String comment) {
        byte[] text = comment.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(jpeg.length + 4 + text.length)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFFE)
                .putShort((short) (text.length + 2))
                .put(text)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** A PNG whose header claims this size, and which holds next to nothing. */
    static byte[] pngThatClaims(int width, int height) {
        byte[] png = encode(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png");
        var header = ByteBuffer.wrap(png);
        header.putInt(16, width).putInt(20, height);
        var crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }

    /**
     * An uncompressed RGB TIFF of about {@code 3 * width * height} bytes, written without holding
     * it in memory.
     */
    static Path largeTiff(Path file, int width, int height) {
        var head = ByteBuffer.allocate(8 + 2 + 10 * 12 + 4 + 6).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 10);
        int data = head.capacity();
        int bits = data - 6;
        entry(head, 256, 4, 1, width);
        entry(head, 257, 4, 1, height);
        entry(head, 258, 3, 3, bits);
        entry(head, 259, 3, 1, 1);
        entry(head, 262, 3, 1, 2);
        entry(head, 273, 4, 1, data);
        entry(head, 277, 3, 1, 3);
        entry(head, 278, 4, 1, height);
        entry(head, 279, 4, 1, 3 * width * height);
        entry(head, 284, 3, 1, 1);
        head.putInt(0).putShort((short) 8).putShort((short) 8).putShort((short) 8).flip();
        try (var out =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            out.write(head);
            var row = new byte[3 * width];
            for (int y = 0; y < height; y++) {
                java.util.Arrays.fill(row, (byte) (y * 255 / height));
                out.write(ByteBuffer.wrap(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
