package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/**
 * An aspect ratio as its user wrote it, {@code W:H}: positive numbers with up to three decimals,
 * between 1:20 and 20:1.
 *
 * @param text as asked, for example {@code 16:9} or {@code 1.91:1}
 */
public record Ratio(@JsonValue String text) {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?):(\\d{1,6}(?:\\.\\d{1,3})?)");
    private static final BigDecimal LIMIT = BigDecimal.valueOf(20);

    /**
     * @throws IllegalArgumentException if the text is not of the form or not within the bounds
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Ratio {
        var match = FORM.matcher(Require.text(text, "ratio"));
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "A ratio has the form W:H with up to three decimals, such as 16:9 or 1.91:1;"
                            + " got '"
                            + text
                            + "'");
        }
        var width = new BigDecimal(match.group(1));
        var height = new BigDecimal(match.group(2));
        if (width.signum() == 0
                || height.signum() == 0
                || width.compareTo(height.multiply(LIMIT)) > 0
                || height.compareTo(width.multiply(LIMIT)) > 0) {
            throw new IllegalArgumentException(
                    "A ratio lies between 1:20 and 20:1; got '" + text + "'");
        }
    }

    /** Width divided by height. */
    public double value() {
        int colon = text.indexOf(':');
        return new BigDecimal(text.substring(0, colon))
                .divide(new BigDecimal(text.substring(colon + 1)), MathContext.DECIMAL64)
                .doubleValue();
    }

    /** The ratio as it stands in variant names: {@code 16x9}, {@code 1_91x1}. */
    public String slug() {
        return text.replace(':', 'x').replace('.', '_');
    }

    @Override
    public String toString() {
        return text;
    }
}
