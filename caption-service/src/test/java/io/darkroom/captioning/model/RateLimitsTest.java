package io.darkroom.captioning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final AtomicLong now = new AtomicLong();

    @Test
    void requestsAreSpreadOverTheMinute() {
        var limits = limits(OptionalInt.of(60), OptionalInt.empty());

        assertThat(limits.reserve(1)).isZero();
        assertThat(limits.reserve(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(limits.reserve(1)).isEqualTo(Duration.ofSeconds(2));
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(limits.reserve(1)).isZero();
        assertThat(limits.reserve(1)).as("no burst after a rest").isPositive();
    }

    @Test
    void tokensCountAsTheyWereUsed() {
        var limits = limits(OptionalInt.empty(), OptionalInt.of(6000));

        assertThat(limits.reserve(100)).isZero();
        limits.used(100, 300);

        assertThat(limits.reserve(100)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aProvidersWishHoldsEverybody() {
        var limits = limits(OptionalInt.empty(), OptionalInt.empty());

        limits.hold(Duration.ofSeconds(7));

        assertThat(limits.reserve(1)).isEqualTo(Duration.ofSeconds(7));
        now.addAndGet(Duration.ofSeconds(7).toNanos());
        assertThat(limits.reserve(1)).isZero();
    }

    private RateLimits limits(OptionalInt requests, OptionalInt tokens) {
        return new RateLimits(requests, tokens, now::get);
    }
}
