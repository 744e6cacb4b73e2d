package io.darkroom.benchmarks.report;

/**
 * One measured thing over another.
 *
 * @param median the figure
 * @param low the lower end of its spread
 * @param high the upper end of its spread
 */
public record Ratio(double median, double low, double high) {

    /** The figure, such as {@code 1.92}. */
    public String figure() {
        return Figures.of(median);
    }

    /** The spread, such as {@code 1.85 to 2.01}. */
    public String spread() {
        return Figures.of(low) + " to " + Figures.of(high);
    }
}
