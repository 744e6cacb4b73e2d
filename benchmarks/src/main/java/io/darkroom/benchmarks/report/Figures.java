package io.darkroom.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as a reader wants them: three significant digits, never more than was measured. */
public final class Figures {
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Figures() {}

    /** Three significant digits, plain: {@code 0.0123}, {@code 1.20}, {@code 45600}. */
    public static String of(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** The quartiles of samples, such as {@code 1.85 to 2.01}. */
    public static String spread(Samples samples) {
        return of(samples.lowerQuartile()) + " to " + of(samples.upperQuartile());
    }
}
