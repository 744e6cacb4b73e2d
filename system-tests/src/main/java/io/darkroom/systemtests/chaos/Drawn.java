package io.darkroom.systemtests.chaos;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** The pictures that are handed in. */
final class Drawn {
    private static final byte[] JPEG = jpeg();

    private Drawn() {}

    /** The bytes of an upload; no two whole ones are the same. */
    static byte[] of(Model.Kind kind, String externalId) {
        return switch (kind) {
            case PLAIN, APPROVED, REJECTED -> withComment(externalId);
            case TRUNCATED -> Arrays.copyOf(JPEG, JPEG.length / 2);
            case TEXT -> "just words".getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static byte[] jpeg() {
        var image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, Color.CYAN, 0, 480, Color.ORANGE));
        pen.fillRect(0, 0, 640, 480);
        pen.setColor(Color.RED.darker());
        pen.fillOval(220, 160, 180, 180);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A JPEG comment directly behind the start marker. */
    private static byte[] withComment(String comment) {
        byte[] text = comment.getBytes(StandardCharsets.US_ASCII);
        int length = text.length + 2;
        var out = new ByteArrayOutputStream();
        out.write(JPEG, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) (length >> 8), (byte) length});
        out.writeBytes(text);
        out.write(JPEG, 2, JPEG.length - 2);
        return out.toByteArray();
    }
}
