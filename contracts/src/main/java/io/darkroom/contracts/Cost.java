package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a model run cost.
 *
 * @param currency ISO 4217
 * @param amount a decimal, written as a string so that nobody's float rounds it
 */
public record Cost(
        String currency,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens) {
    public Cost {
        Require.text(currency, "cost.currency");
        if (Require.present(amount, "cost.amount").signum() < 0) {
            throw new IllegalArgumentException("cost.amount must not be negative, was " + amount);
        }
        if (inputTokens != null) {
            Require.notNegative(inputTokens, "cost.inputTokens");
        }
        if (outputTokens != null) {
            Require.notNegative(outputTokens, "cost.outputTokens");
        }
    }
}
