package io.darkroom.captioning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "120, 120000",
        "0.25, 250",
        "'Mon, 23 Nov 2026 09:15:30 GMT', 30000",
        "99999999, 3600000",
        "'Mon, 23 Nov 2026 09:14:00 GMT', 0"
    })
    void retryAfterIsSecondsOrADate(String header, long millis) {
        var at = Instant.parse("2026-11-23T09:15:00Z");

        assertThat(RetryAfter.of(Optional.of(header), at)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "1e9", "''"})
    void aRetryAfterThatMakesNoSenseIsAbsent(String header) {
        assertThat(RetryAfter.of(Optional.of(header), Instant.EPOCH)).isEmpty();
    }

    private RateLimits limits(OptionalInt requests, OptionalInt tokens) {
        return new RateLimits(requests, tokens, now::get);
    }
}
