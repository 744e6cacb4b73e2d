package io.darkroom.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final Optional<Duration> NOTHING_ASKED = Optional.empty();

    @Test
    void theDefaultIsTheSpecificationsSchedule() {
        var config =
                new SmallRyeConfigBuilder()
                        .withMapping(WebhookConfig.class)
                        .withConverter(
                                Duration.class,
                                100,
                                new io.quarkus.runtime.configuration.DurationConverter())
                        .build()
                        .getConfigMapping(WebhookConfig.class);
        var schedule = new RetrySchedule(config.retries(), () -> 0);

        Duration sinceStart = Duration.ZERO;
        for (int attempt = 1; attempt <= 9; attempt++) {
            sinceStart = sinceStart.plus(schedule.after(attempt, NOTHING_ASKED).orElseThrow());
        }

        assertThat(sinceStart).isEqualTo(Duration.parse("PT75H35M5S"));
        assertThat(schedule.after(10, NOTHING_ASKED)).isEmpty();
    }

    @Test
    void delaysAreDrawnOutAtRandom() {
        var delays = List.of(Duration.ofMinutes(10));

        assertThat(new RetrySchedule(delays, () -> 1).after(1, NOTHING_ASKED))
                .contains(Duration.ofMinutes(12));
        assertThat(new RetrySchedule(delays, () -> 0.5).after(1, NOTHING_ASKED))
                .contains(Duration.ofMinutes(11));
    }

    @Test
    void theEndpointMayAskForLongerButNotForEver() {
        var schedule = new RetrySchedule(List.of(Duration.ofMinutes(10)), () -> 0);

        assertThat(schedule.after(1, Optional.of(Duration.ofHours(1))))
                .contains(Duration.ofHours(1));
        assertThat(schedule.after(1, Optional.of(Duration.ofSeconds(1))))
                .contains(Duration.ofMinutes(10));
        assertThat(schedule.after(1, Optional.of(Duration.ofDays(365))))
                .contains(RetrySchedule.LONGEST_WAIT);
    }
}
