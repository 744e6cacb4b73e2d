package io.darkroom.captioning.vision;

import io.darkroom.contracts.Cost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Adds up and shares out what answers cost. */
final class Costs {
    private static final int SCALE = 8;

    private Costs() {}

    /** Both together; absent where both are. */
    static @Nullable Cost sum(@Nullable Cost one, @Nullable Cost other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new Cost(
                one.currency(),
                one.amount().add(other.amount()),
                tokens(one.inputTokens()) + tokens(other.inputTokens()),
                tokens(one.outputTokens()) + tokens(other.outputTokens()));
    }

    /** What each of so many has to bear. */
    static @Nullable Cost share(@Nullable Cost cost, int of) {
        return cost == null
                ? null
                : new Cost(
                        cost.currency(),
                        cost.amount().divide(BigDecimal.valueOf(of), SCALE, RoundingMode.HALF_UP),
                        tokens(cost.inputTokens()) / of,
                        tokens(cost.outputTokens()) / of);
    }

    private static long tokens(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
