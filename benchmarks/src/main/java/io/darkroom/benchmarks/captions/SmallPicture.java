package io.darkroom.benchmarks.captions;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;

/** A drawn picture of 2 megapixels: the model's line is measured, not the decoder. */
final class SmallPicture {
    private SmallPicture() {}

    static byte[] jpeg() {
        var image = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        var pen = image.createGraphics();
        for (int i = 0; i < 400; i++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            pen.fillOval(random.nextInt(1600), random.nextInt(1200), 20 + i, 10 + i / 2);
        }
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same pixels in another file: a comment behind the start of the JPEG. */
    static byte[] marked(byte[] jpeg, String comment) {
        byte[] text = comment.getBytes(StandardCharsets.UTF_8);
        byte[] marked = new byte[jpeg.length + text.length + 4];
        System.arraycopy(jpeg, 0, marked, 0, 2);
        marked[2] = (byte) 0xff;
        marked[3] = (byte) 0xfe;
        marked[4] = 0;
        marked[5] = (byte) (text.length + 2);
        System.arraycopy(text, 0, marked, 6, text.length);
        System.arraycopy(jpeg, 2, marked, 6 + text.length, jpeg.length - 2);
        return marked;
    }
}
