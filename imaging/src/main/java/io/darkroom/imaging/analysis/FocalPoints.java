package io.darkroom.imaging.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the eye should land: on the faces, else on the subject, else where most is going on. */
final class FocalPoints {
    private FocalPoints() {}

    static double[] of(List<Face> faces, Grid map, @Nullable Subject subject) {
        if (!faces.isEmpty()) {
            return ofFaces(faces);
        }
        return centroid(map, subject == null ? new Region(0, 0, 1, 1) : subject.region());
    }

    private static double[] ofFaces(List<Face> faces) {
        double x = 0;
        double y = 0;
        double weight = 0;
        for (Face face : faces) {
            double area = face.region().area() * face.confidence();
            x += face.region().centreX() * area;
            y += face.region().centreY() * area;
            weight += area;
        }
        return new double[] {x / weight, y / weight};
    }

    private static double[] centroid(Grid map, Region within) {
        double x = 0;
        double y = 0;
        double weight = 0;
        for (int row = 0; row < map.height(); row++) {
            for (int column = 0; column < map.width(); column++) {
                double cx = (column + 0.5) / map.width();
                double cy = (row + 0.5) / map.height();
                boolean inside =
                        cx >= within.x()
                                && cx <= within.right()
                                && cy >= within.y()
                                && cy <= within.bottom();
                if (inside) {
                    // Squared, so that a broad weak background does not outweigh the subject.
                    double value = map.at(column, row) * map.at(column, row) + 1e-6;
                    x += cx * value;
                    y += cy * value;
                    weight += value;
                }
            }
        }
        return weight == 0 ? new double[] {0.5, 0.5} : new double[] {x / weight, y / weight};
    }
}
