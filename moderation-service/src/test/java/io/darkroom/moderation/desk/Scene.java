package io.darkroom.moderation.desk;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A picture drawn here, as wide as its extended version; the original is its middle.
 *
 * @param number says what is drawn and in which colours; the same number draws the same picture
 */
record Scene(int number) {
    static final int WIDE = 1280;
    static final int HEIGHT = 720;
    static final int WIDTH = 960;
    static final int LEFT = (WIDE - WIDTH) / 2;

    byte[] extended() {
        return png(drawn());
    }

    byte[] original() {
        return png(drawn().getSubimage(LEFT, 0, WIDTH, HEIGHT));
    }

    byte[] square() {
        return png(drawn().getSubimage((WIDE - HEIGHT) / 2, 0, HEIGHT, HEIGHT));
    }

    private BufferedImage drawn() {
        var image = new BufferedImage(WIDE, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        switch (Math.floorMod(number, 3)) {
            case 0 -> hills(pen);
            case 1 -> stillLife(pen);
            default -> sea(pen);
        }
        pen.dispose();
        return image;
    }

    private float hue(float shift) {
        return (number * 0.137f + shift) % 1f;
    }

    private void hills(Graphics2D pen) {
        sky(pen, hue(0.55f), 0.75f);
        pen.setColor(new Color(0xfff1c4));
        pen.fill(new Ellipse2D.Double(560 + 30 * (number % 7), 120, 110, 110));
        var random = new Random(number);
        for (int layer = 0; layer < 4; layer++) {
            pen.setColor(Color.getHSBColor(hue(0.5f), 0.35f + 0.1f * layer, 0.62f - 0.13f * layer));
            double base = 360 + 85 * layer;
            var ridge = new Path2D.Double();
            ridge.moveTo(0, HEIGHT);
            ridge.lineTo(0, base);
            for (int x = 0; x <= WIDE; x += 160) {
                double y = base + random.nextDouble(-60, 60);
                ridge.quadTo(x + 80, y - 40, x + 160, base + random.nextDouble(-30, 30));
            }
            ridge.lineTo(WIDE, HEIGHT);
            pen.fill(ridge);
        }
    }

    private void stillLife(Graphics2D pen) {
        pen.setPaint(
                new GradientPaint(
                        0,
                        0,
                        Color.getHSBColor(hue(0.1f), 0.18f, 0.93f),
                        WIDE,
                        HEIGHT,
                        Color.getHSBColor(hue(0.1f), 0.3f, 0.72f)));
        pen.fillRect(0, 0, WIDE, HEIGHT);
        pen.setColor(Color.getHSBColor(0.08f, 0.45f, 0.5f));
        pen.fillRect(0, 520, WIDE, 200);
        pen.setColor(Color.getHSBColor(0.08f, 0.5f, 0.42f));
        for (int y = 560; y < HEIGHT; y += 48) {
            pen.fillRect(0, y, WIDE, 3);
        }
        pen.setColor(new Color(0, 0, 0, 50));
        pen.fill(new Ellipse2D.Double(470, 540, 400, 50));
        pen.setColor(Color.getHSBColor(hue(0.6f), 0.55f, 0.55f));
        pen.fill(new RoundRectangle2D.Double(540, 240, 200, 325, 150, 190));
        pen.setColor(Color.getHSBColor(hue(0.6f), 0.4f, 0.75f));
        pen.fill(new RoundRectangle2D.Double(565, 270, 34, 220, 34, 120));
        pen.setStroke(new BasicStroke(9, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = -2; i <= 2; i++) {
            pen.setColor(Color.getHSBColor(0.33f, 0.5f, 0.38f));
            pen.drawLine(640, 260, 640 + 60 * i, 130 - 12 * (2 - Math.abs(i)));
            pen.setColor(Color.getHSBColor(hue(0.05f * i), 0.65f, 0.9f));
            pen.fill(new Ellipse2D.Double(610 + 60 * i, 84 - 12 * (2 - Math.abs(i)), 62, 62));
        }
    }

    private void sea(Graphics2D pen) {
        sky(pen, hue(0.6f), 0.6f);
        pen.setPaint(
                new GradientPaint(
                        0,
                        400,
                        Color.getHSBColor(hue(0.56f), 0.55f, 0.6f),
                        0,
                        HEIGHT,
                        Color.getHSBColor(hue(0.6f), 0.75f, 0.28f)));
        pen.fillRect(0, 400, WIDE, 320);
        pen.setColor(new Color(255, 255, 255, 60));
        var random = new Random(number);
        for (int i = 0; i < 60; i++) {
            pen.fillRoundRect(random.nextInt(WIDE), 410 + random.nextInt(300), 20 + 4 * i, 3, 3, 3);
        }
        int x = 480 + 40 * (number % 5);
        pen.setColor(new Color(0xf6efe4));
        pen.fill(triangle(x + 70, 170, x + 70, 420, x + 200, 420));
        pen.setColor(Color.getHSBColor(hue(0), 0.7f, 0.8f));
        pen.fill(triangle(x + 56, 220, x + 56, 420, x - 40, 420));
        pen.setColor(new Color(0x4a2f22));
        pen.fillRoundRect(x - 50, 428, 270, 46, 60, 46);
    }

    private static Path2D triangle(int... points) {
        var path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        path.lineTo(points[2], points[3]);
        path.lineTo(points[4], points[5]);
        path.closePath();
        return path;
    }

    private static void sky(Graphics2D pen, float hue, float bright) {
        pen.setPaint(
                new GradientPaint(
                        0,
                        0,
                        Color.getHSBColor(hue, 0.55f, bright),
                        0,
                        480,
                        Color.getHSBColor(hue + 0.45f, 0.3f, 0.98f)));
        pen.fillRect(0, 0, WIDE, HEIGHT);
    }

    private static byte[] png(BufferedImage image) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The picture cannot be written", e);
        }
    }
}
