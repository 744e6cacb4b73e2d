package io.darkroom.ingest.support;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures that tests draw themselves, whole and broken. */
public final class Drawn {
    private Drawn() {}

    /** A JPEG of a gradient with a bright square. */
    public static byte[] jpeg(int width, int height) {
        return encode(width, height, "jpg");
    }

    public static byte[] png(int width, int height) {
        return encode(width, height, "png");
    }

    /** A PNG that hardly compresses: about three bytes for each pixel. Always the same. */
    public static byte[] noisePng(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return write(image, "png");
    }

    /** A JPEG whose last third is missing. */
    public static byte[] truncatedJpeg() {
        byte[] whole = jpeg(640, 480);
        return Arrays.copyOf(whole, whole.length * 2 / 3);
    }

    /** A small PNG whose header claims another size, with the right checksum. */
    public static byte[] pngThatClaims(int width, int height) {
        byte[] png = png(8, 8);
        var header = ByteBuffer.wrap(png);
        header.putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }

    public static byte[] svgWithScript() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encode(int width, int height, String format) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, Color.BLUE, width, height, Color.ORANGE));
        pen.fillRect(0, 0, width, height);
        pen.setPaint(Color.WHITE);
        pen.fillRect(width / 4, height / 4, width / 3, height / 3);
        pen.dispose();
        return write(image, format);
    }

    private static byte[] write(BufferedImage image, String format) {
        try (var bytes = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("The JDK writes no " + format);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
