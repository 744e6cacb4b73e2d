package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A tenant has used up what it may spend on models in a day: its work is put off from here on, and
 * nobody else's. Its record's key is the tenant. Every instance that finds it out says so, with the
 * same event id.
 *
 * @param day in UTC
 * @param currency ISO 4217
 * @param spent by all instances together, as far as the writer knew; a decimal, written as a string
 * @param limit the budget of the day; a decimal, written as a string
 * @param until when the work is taken up again at the earliest
 */
public record BudgetReached(
        String tenant,
        LocalDate day,
        String currency,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal spent,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal limit,
        Instant until) {
    /** The CloudEvents type. */
    public static final String TYPE = "io.darkroom.BudgetReached.v1";

    public BudgetReached {
        Require.text(tenant, "tenant");
        Require.present(day, "day");
        Require.text(currency, "currency");
        notNegative(Require.present(spent, "spent"), "spent");
        notNegative(Require.present(limit, "limit"), "limit");
        Require.present(until, "until");
    }

    private static void notNegative(BigDecimal amount, String field) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException(field + " must not be negative, was " + amount);
        }
    }
}
