package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.pipeline.SoakSamples.Measure;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Trend.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** The lines of a soak, to be looked at: a panel for each measure, a line for each service. */
final class SoakSheet {
    private static final int WIDTH = 1000;
    private static final int PANEL = 240;
    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int RIGHT = 180;
    private static final int BOTTOM = 30;
    private static final int MINUTES = 60;

    /** Told apart by those who see colours otherwise, too (Okabe and Ito 2008). */
    private static final List<Color> COLOURS =
            List.of(
                    new Color(0x0072B2),
                    new Color(0xD55E00),
                    new Color(0x009E73),
                    new Color(0xCC79A7),
                    new Color(0x000000));

    private final Graphics2D pen;

    private SoakSheet(Graphics2D pen) {
        this.pen = pen;
    }

    /** Writes a PNG. */
    static void write(Path file, Map<Measure, Map<String, List<Point>>> lines) throws IOException {
        var image = new BufferedImage(WIDTH, PANEL * lines.size(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        var sheet = new SoakSheet(pen);
        lines.forEach(sheet::panel);
        pen.dispose();
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private void panel(Measure measure, Map<String, List<Point>> lines) {
        double hours = most(lines, true);
        double values = most(lines, false) * 1.05;
        pen.setColor(Color.BLACK);
        pen.drawString(measure.title(), LEFT, TOP - 12);
        frame(hours, values);
        int number = 0;
        for (var line : lines.entrySet()) {
            pen.setColor(COLOURS.get(number % COLOURS.size()));
            pen.drawString(line.getKey(), WIDTH - RIGHT + 10, TOP + 12 + 18 * number++);
            draw(line.getValue(), hours, values);
        }
        pen.translate(0, PANEL);
    }

    private void frame(double hours, double values) {
        pen.drawRect(LEFT, TOP, width(), height());
        pen.drawString("0", LEFT - 14, TOP + height());
        pen.drawString(Figures.of(values), LEFT - 50, TOP + 10);
        String end = Figures.of(hours * MINUTES) + " min";
        pen.drawString(end, LEFT + width() - 50, TOP + height() + 18);
    }

    private void draw(List<Point> points, double hours, double values) {
        pen.setStroke(new BasicStroke(1.6f));
        for (int i = 1; i < points.size(); i++) {
            pen.drawLine(
                    x(points.get(i - 1), hours),
                    y(points.get(i - 1), values),
                    x(points.get(i), hours),
                    y(points.get(i), values));
        }
        pen.setStroke(new BasicStroke(1));
    }

    private static double most(Map<String, List<Point>> lines, boolean ofHours) {
        double most =
                lines.values().stream()
                        .flatMap(List::stream)
                        .mapToDouble(point -> ofHours ? point.hours() : point.value())
                        .max()
                        .orElse(0);
        // Where nothing is anywhere, the line lies on the ground.
        return most > 0 ? most : 1;
    }

    private static int x(Point point, double hours) {
        return LEFT + (int) Math.round(point.hours() / hours * width());
    }

    private static int y(Point point, double values) {
        return TOP + height() - (int) Math.round(point.value() / values * height());
    }

    private static int width() {
        return WIDTH - LEFT - RIGHT;
    }

    private static int height() {
        return PANEL - TOP - BOTTOM;
    }
}
