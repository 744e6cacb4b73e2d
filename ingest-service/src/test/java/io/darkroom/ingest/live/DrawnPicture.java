package io.darkroom.ingest.live;

import io.darkroom.contracts.Box;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A sunset over hills, drawn here so that the tests need no photograph. */
final class DrawnPicture {
    private static final int WIDE = 1866;
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 800;

    /** Where the original lies in the extended picture. */
    static final Box PLACEMENT = new Box((WIDE - WIDTH) / 2, 0, WIDTH, HEIGHT);

    private DrawnPicture() {}

    /** 1200 by 800 pixels. */
    static BufferedImage original() {
        var part = extended().getSubimage(PLACEMENT.x(), PLACEMENT.y(), WIDTH, HEIGHT);
        var copy = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        copy.getGraphics().drawImage(part, 0, 0, null);
        return copy;
    }

    /** The same with more sky and hills on both sides, 21:9. */
    static BufferedImage extended() {
        var image = new BufferedImage(WIDE, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(new GradientPaint(0, 0, new Color(0x27306b), 0, 560, new Color(0xf4a261)));
        g.fillRect(0, 0, WIDE, HEIGHT);
        g.setColor(new Color(0xe63946));
        g.fill(new Ellipse2D.Double(PLACEMENT.x() + 760, 230, 190, 190));
        hills(g, new Color(0x3d5a80), 470, 70, 310);
        hills(g, new Color(0x1d3557), 590, 90, 230);
        g.dispose();
        return image;
    }

    private static void hills(Graphics2D g, Color color, double base, double height, double wave) {
        var path = new Path2D.Double();
        path.moveTo(0, HEIGHT);
        for (int x = 0; x <= WIDE; x += 4) {
            path.lineTo(x, base - height * Math.sin(x / wave) * Math.cos(x / (wave * 2.7)));
        }
        path.lineTo(WIDE, HEIGHT);
        path.closePath();
        g.setColor(color);
        g.fill(path);
    }

    static byte[] jpeg(BufferedImage image) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "jpeg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The picture cannot be written", e);
        }
    }
}
