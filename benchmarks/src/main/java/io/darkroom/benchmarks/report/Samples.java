package io.darkroom.benchmarks.report;

import java.util.List;

/**
 * Measured values of one thing. Quantiles interpolate between neighbours (type 7 of Hyndman and
 * Fan, "Sample Quantiles in Statistical Packages", 1996), as R and NumPy do.
 *
 * @param values ascending; at least one
 */
public record Samples(List<Double> values) {

    /**
     * Takes the values in any order.
     *
     * @throws IllegalArgumentException if there are none, or one is not a finite number
     */
    public Samples {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("A median needs at least one value");
        }
        if (!values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("Values must be finite, were " + values);
        }
    }

    /** As many values as were measured. */
    public int size() {
        return values.size();
    }

    /** The middle value. */
    public double median() {
        return quantile(0.5);
    }

    /** A quarter of the values lies below. */
    public double lowerQuartile() {
        return quantile(0.25);
    }

    /** A quarter of the values lies above. */
    public double upperQuartile() {
        return quantile(0.75);
    }

    /**
     * The value below which this share lies.
     *
     * @param share 0 to 1
     */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share must be 0 to 1, was " + share);
        }
        double at = share * (values.size() - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, values.size() - 1);
        return values.get(below) + (at - below) * (values.get(above) - values.get(below));
    }

    /** The medians' ratio, and the widest that the quartiles of both allow. */
    public Ratio over(Samples other) {
        return new Ratio(
                median() / other.median(),
                lowerQuartile() / other.upperQuartile(),
                upperQuartile() / other.lowerQuartile());
    }

    /** The median and the quartiles of ratios, each of which was taken from one round. */
    public Ratio asRatio() {
        return new Ratio(median(), lowerQuartile(), upperQuartile());
    }
}
