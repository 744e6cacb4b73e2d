package io.darkroom.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a line goes: the median of the slopes between all pairs of its points (Theil 1950, Sen
 * 1968), which single outliers do not bend.
 *
 * @param median of the values
 * @param perHour what it gains in an hour; negative where it falls
 */
public record Trend(double median, double perHour) {
    private static final double ALLOWED = 0.1;

    /**
     * A measured value.
     *
     * @param hours since the beginning
     */
    public record Point(double hours, double value) {}

    /**
     * Of points at different times.
     *
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static Trend of(List<Point> points) {
        var slopes = new ArrayList<Double>();
        for (int i = 0; i < points.size(); i++) {
            for (int j = 0; j < i; j++) {
                double hours = points.get(i).hours() - points.get(j).hours();
                slopes.add((points.get(i).value() - points.get(j).value()) / hours);
            }
        }
        var values = new Samples(points.stream().map(Point::value).toList());
        return new Trend(values.median(), new Samples(slopes).median());
    }

    /**
     * What it may gain in an hour and still be called flat: a tenth of its median.
     *
     * @param floor what it may gain at least, where the median is small
     */
    public double allowed(double floor) {
        return Math.max(floor, ALLOWED * median);
    }

    /** Whether it gains no more than {@link #allowed}. */
    public boolean isFlat(double floor) {
        return perHour <= allowed(floor);
    }
}
