package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Breaks along the edges of the original: where neighbours across the edge differ by much more than
 * neighbours just within it.
 */
final class Seams {
    private static final double TIMES = 2.5;
    private static final double VISIBLE = 6;
    private static final int LINES = 6;

    private final Raster raster;

    private Seams(Raster raster) {
        this.raster = raster;
    }

    static List<Finding> breaks(Raster raster, Canvas canvas) {
        var seams = new Seams(raster);
        Box p = canvas.placement();
        int right = p.x() + p.width();
        int bottom = p.y() + p.height();
        var findings = new ArrayList<Finding>();
        if (p.x() > 0) {
            seams.upright(p, p.x(), 1).ifPresent(findings::add);
        }
        if (right < canvas.width()) {
            seams.upright(p, right, -1).ifPresent(findings::add);
        }
        if (p.y() > 0) {
            seams.level(p, p.y(), 1).ifPresent(findings::add);
        }
        if (bottom < canvas.height()) {
            seams.level(p, bottom, -1).ifPresent(findings::add);
        }
        return findings;
    }

    /** A seam between columns {@code x - 1} and {@code x}; the original lies on the inner side. */
    private Optional<Finding> upright(Box p, int x, int inner) {
        if (p.width() <= LINES) {
            return Optional.empty();
        }
        double across = 0;
        double within = 0;
        for (int y = p.y(); y < p.y() + p.height(); y++) {
            across += difference(x - 1, y, x, y);
            for (int i = 1; i <= LINES - 1; i++) {
                within += difference(x - 1 + i * inner, y, x + i * inner, y) / (LINES - 1);
            }
        }
        return judge(
                across / p.height(), within / p.height(), new Box(x - 1, p.y(), 2, p.height()));
    }

    /** A seam between rows {@code y - 1} and {@code y}. */
    private Optional<Finding> level(Box p, int y, int inner) {
        if (p.height() <= LINES) {
            return Optional.empty();
        }
        double across = 0;
        double within = 0;
        for (int x = p.x(); x < p.x() + p.width(); x++) {
            across += difference(x, y - 1, x, y);
            for (int i = 1; i <= LINES - 1; i++) {
                within += difference(x, y - 1 + i * inner, x, y + i * inner) / (LINES - 1);
            }
        }
        return judge(across / p.width(), within / p.width(), new Box(p.x(), y - 1, p.width(), 2));
    }

    private static Optional<Finding> judge(double across, double within, Box box) {
        return across > within * TIMES + VISIBLE
                ? Optional.of(
                        new Finding(
                                "guard-seam",
                                box,
                                "The edge of the original can be seen in the extended picture."))
                : Optional.empty();
    }

    private double difference(int x1, int y1, int x2, int y2) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            sum += Math.abs(raster.at(x1, y1, c) - raster.at(x2, y2, c));
        }
        return sum / 3;
    }
}
