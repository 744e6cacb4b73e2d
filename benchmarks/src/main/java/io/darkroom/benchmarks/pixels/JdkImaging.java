package io.darkroom.benchmarks.pixels;

import java.awt.Dimension;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;

/** The same jobs with what the JDK brings, each in the quickest way that it offers. */
final class JdkImaging {
    private static final int SAMPLE = 32;
    private static final int KEPT = 8;

    private JdkImaging() {}

    /** The size, from the header. */
    static Dimension size(byte[] bytes) throws IOException {
        return read(bytes, reader -> new Dimension(reader.getWidth(0), reader.getHeight(0)));
    }

    /**
     * Every pixel. A subsampled read, which ImageIO offers too, takes longer than the whole: its
     * JPEG reader decodes no less for it.
     */
    static BufferedImage decode(byte[] bytes) throws IOException {
        return read(bytes, reader -> reader.read(0));
    }

    static BufferedImage resize(BufferedImage image, int width, int height) {
        return drawn(image, width, height, BufferedImage.TYPE_3BYTE_BGR);
    }

    static byte[] encode(BufferedImage image, float quality) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = (JPEGImageWriteParam) writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            how.setOptimizeHuffmanTables(true);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The lowest frequencies of a small grey copy, as Darkroom's hash takes them. */
    static double[] hash(byte[] bytes) throws IOException {
        var grey = drawn(decode(bytes), SAMPLE, SAMPLE, BufferedImage.TYPE_BYTE_GRAY);
        var samples = grey.getRaster().getSamples(0, 0, SAMPLE, SAMPLE, 0, (double[]) null);
        var lowest = new double[KEPT * KEPT];
        for (int i = 0; i < lowest.length; i++) {
            lowest[i] = frequency(samples, i / KEPT, i % KEPT);
        }
        return lowest;
    }

    private static double frequency(double[] samples, int v, int u) {
        double sum = 0;
        for (int y = 0; y < SAMPLE; y++) {
            double row = Math.cos(Math.PI * v * (2 * y + 1) / (2.0 * SAMPLE));
            for (int x = 0; x < SAMPLE; x++) {
                double column = Math.cos(Math.PI * u * (2 * x + 1) / (2.0 * SAMPLE));
                sum += samples[y * SAMPLE + x] * row * column;
            }
        }
        return sum;
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height, int type) {
        var small = new BufferedImage(width, height, type);
        var graphics = small.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            return reading.from(reader);
        } finally {
            reader.dispose();
        }
    }
}
