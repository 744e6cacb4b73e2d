package io.darkroom.imaging;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures that the tests draw, with a different colour in every corner. */
final class Samples {

    static final int WIDTH = 48;
    static final int HEIGHT = 32;
    static final Color TOP_LEFT = new Color(220, 30, 40);
    static final Color TOP_RIGHT = new Color(30, 200, 60);
    static final Color BOTTOM_LEFT = new Color(40, 60, 210);
    static final Color BOTTOM_RIGHT = new Color(230, 220, 50);

    private Samples() {}

    static BufferedImage corners(int type, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D pen = image.createGraphics();
        fill(pen, TOP_LEFT, 0, 0, width, height);
        fill(pen, TOP_RIGHT, width / 2, 0, width, height);
        fill(pen, BOTTOM_LEFT, 0, height / 2, width, height);
        fill(pen, BOTTOM_RIGHT, width / 2, height / 2, width, height);
        pen.dispose();
        return image;
    }

    static BufferedImage corners() {
        return corners(BufferedImage.TYPE_INT_RGB, WIDTH, HEIGHT);
    }

    private static void fill(Graphics2D pen, Color colour, int x, int y, int width, int height) {
        pen.setColor(colour);
        pen.fillRect(x, y, width - x, height - y);
    }

    static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("No writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] jpeg() {
        return encode(corners(), "jpeg");
    }

    static byte[] png() {
        return encode(corners(), "png");
    }

    static byte[] gif() {
        return encode(corners(BufferedImage.TYPE_BYTE_INDEXED, WIDTH, HEIGHT), "gif");
    }

    static byte[] tiff() {
        return encode(corners(), "tiff");
    }

    static byte[] webp() {
        return webp(95);
    }

    static byte[] webp(int quality) {
        try (Picture picture = ImageDecoder.decode(png(), ImageLimits.DEFAULT)) {
            return ImageEncoder.encode(picture, Encoding.webp(quality));
        }
    }

    static byte[] of(ImageType type) {
        return switch (type) {
            case JPEG -> jpeg();
            case PNG -> png();
            case WEBP -> webp();
            case TIFF -> tiff();
            case GIF -> gif();
            case HEIC, AVIF -> throw new IllegalArgumentException("Not drawn here: " + type);
        };
    }

    /** Several pictures in one file, where the format can. */
    static byte[] sequence(String format, List<BufferedImage> images) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (BufferedImage image : images) {
                var type = ImageTypeSpecifier.createFromRenderedImage(image);
                var metadata = writer.getDefaultImageMetadata(type, writer.getDefaultWriteParam());
                writer.writeToSequence(new IIOImage(image, null, metadata), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
