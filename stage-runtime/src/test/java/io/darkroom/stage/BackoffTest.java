package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

    @RepeatedTest(20)
    void doublesWithinItsJitter() {
        assertThat(backoff.after(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(backoff.after(3)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void staysWithinItsBoundHoweverMuchFailed() {
        assertThat(backoff.after(5)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(backoff.after(1_000_000))
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
}
