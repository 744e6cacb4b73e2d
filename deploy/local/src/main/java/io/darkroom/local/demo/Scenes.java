package io.darkroom.local.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Random;

/** Scenes of different looks: warm, plain, a face, dark, colourful. Drawn the same every time. */
final class Scenes {
    private Scenes() {}

    static void sunset(Graphics2D pen, int w, int h) {
        gradient(pen, w, h, new Color(0x2b3a67), new Color(0xff9f5a));
        pen.setColor(new Color(0xffe08a));
        disc(pen, w * 0.68, h * 0.52, h * 0.09);
        Color[] hills = {new Color(0x7a4b5e), new Color(0x4d3350), new Color(0x231b33)};
        for (int i = 0; i < hills.length; i++) {
            pen.setColor(hills[i]);
            pen.fill(hill(w, h, h * (0.58 + 0.13 * i), h * 0.06, i * 1.7));
        }
    }

    static void mug(Graphics2D pen, int w, int h) {
        gradient(pen, w, h, new Color(0xf2efe9), new Color(0xdcd6cb));
        pen.setColor(new Color(0x9c6b3f));
        pen.fillRect(0, h * 7 / 10, w, h);
        pen.setColor(new Color(0x2a6f97));
        pen.setStroke(new BasicStroke(w * 0.035f));
        pen.draw(new Ellipse2D.Double(w * 0.58, h * 0.45, w * 0.16, h * 0.18));
        pen.fillRoundRect(w * 2 / 5, h * 2 / 5, w / 4, h * 7 / 20, w / 20, w / 20);
        pen.setColor(new Color(0x173f5f));
        pen.fill(new Ellipse2D.Double(w * 0.4, h * 0.375, w * 0.25, h * 0.06));
    }

    static void portrait(Graphics2D pen, int w, int h) {
        gradient(pen, w, h, new Color(0xa9c5b4), new Color(0x6d8f7f));
        pen.setColor(new Color(0x34495e));
        disc(pen, w * 0.5, h * 1.02, w * 0.42);
        pen.setColor(new Color(0x4a2f1d));
        disc(pen, w * 0.5, h * 0.40, w * 0.27);
        pen.setColor(new Color(0xe0ac83));
        pen.fillRect((int) (w * 0.44), (int) (h * 0.55), (int) (w * 0.12), (int) (h * 0.16));
        pen.fill(new Ellipse2D.Double(w * 0.30, h * 0.27, w * 0.40, h * 0.38));
        face(pen, w, h);
    }

    private static void face(Graphics2D pen, int w, int h) {
        for (double x : new double[] {0.415, 0.585}) {
            pen.setColor(Color.WHITE);
            pen.fill(new Ellipse2D.Double(w * (x - 0.035), h * 0.43, w * 0.07, h * 0.025));
            pen.setColor(new Color(0x2b1d14));
            disc(pen, w * x, h * 0.4425, w * 0.016);
            pen.setStroke(new BasicStroke(w * 0.012f));
            pen.drawLine(
                    (int) (w * (x - 0.045)),
                    (int) (h * 0.412),
                    (int) (w * (x + 0.045)),
                    (int) (h * 0.405));
        }
        pen.setColor(new Color(0xb98562));
        pen.setStroke(new BasicStroke(w * 0.01f));
        pen.drawLine((int) (w * 0.5), (int) (h * 0.45), (int) (w * 0.485), (int) (h * 0.515));
        pen.drawLine((int) (w * 0.485), (int) (h * 0.515), (int) (w * 0.515), (int) (h * 0.518));
        pen.setColor(new Color(0xa23b3b));
        pen.fill(new Ellipse2D.Double(w * 0.44, h * 0.56, w * 0.12, h * 0.022));
    }

    static void night(Graphics2D pen, int w, int h) {
        gradient(pen, w, h, new Color(0x05060f), new Color(0x1a1f3d));
        var random = new Random(11);
        for (int x = 0; x < w; x += w / 14) {
            int top = h / 4 + random.nextInt(h / 2);
            pen.setColor(new Color(0x10131f));
            pen.fillRect(x, top, w / 15, h - top);
            pen.setColor(new Color(0xffd97a));
            for (int y = top + 20; y < h - 30; y += 34) {
                for (int dx = 12; dx < w / 15 - 16; dx += 26) {
                    if (random.nextInt(3) == 0) {
                        pen.fillRect(x + dx, y, 12, 16);
                    }
                }
            }
        }
    }

    static void flowers(Graphics2D pen, int w, int h) {
        gradient(pen, w, h, new Color(0x5c9e4a), new Color(0x2f6b2f));
        var random = new Random(7);
        Color[] petals = {
            new Color(0xe63946), new Color(0xf4a261), new Color(0xf1faee), new Color(0x9b5de5)
        };
        for (int i = 0; i < 140; i++) {
            double x = random.nextDouble() * w;
            double y = random.nextDouble() * h;
            double size = w * (0.012 + random.nextDouble() * 0.02);
            pen.setColor(petals[random.nextInt(petals.length)]);
            for (int petal = 0; petal < 6; petal++) {
                double angle = petal * Math.PI / 3;
                disc(pen, x + Math.cos(angle) * size, y + Math.sin(angle) * size, size * 0.7);
            }
            pen.setColor(new Color(0xffd166));
            disc(pen, x, y, size * 0.6);
        }
    }

    private static void gradient(Graphics2D pen, int w, int h, Color top, Color bottom) {
        pen.setPaint(new GradientPaint(0, 0, top, 0, h, bottom));
        pen.fillRect(0, 0, w, h);
    }

    private static void disc(Graphics2D pen, double x, double y, double radius) {
        pen.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    private static Path2D hill(int w, int h, double base, double swing, double phase) {
        var hill = new Path2D.Double();
        hill.moveTo(0, h);
        for (int x = 0; x <= w; x += 10) {
            hill.lineTo(x, base + swing * Math.sin(phase + x * 6.0 / w));
        }
        hill.lineTo(w, h);
        hill.closePath();
        return hill;
    }
}
