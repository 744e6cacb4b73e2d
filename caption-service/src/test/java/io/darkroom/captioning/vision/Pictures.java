package io.darkroom.captioning.vision;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** Drawn pictures, no two the same. */
public final class Pictures {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Pictures() {}

    public static byte[] picture() {
        return saying("no. " + COUNT.incrementAndGet());
    }

    /** With words written inside the picture. */
    public static byte[] saying(String words) {
        var image = new BufferedImage(1600, 900, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.LIGHT_GRAY);
        pen.fillRect(0, 0, 1600, 900);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 60));
        pen.drawString(words, 60, 400);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
