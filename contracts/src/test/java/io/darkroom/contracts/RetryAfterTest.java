package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:15:00Z");

    @ParameterizedTest
    @CsvSource({
        "120, 120000",
        "' 7 ', 7000",
        "0.25, 250",
        "99999999, 99999999000",
        "'Mon, 23 Nov 2026 09:15:30 GMT', 30000",
        "'Mon, 23 Nov 2026 09:14:00 GMT', 0"
    })
    void itIsSecondsOrADate(String header, long millis) {
        assertThat(RetryAfter.of(Optional.of(header), NOW)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "1e9", "''", "12345678901234567890", "'Mon, 99 Nov 2026 09:15 GMT'"})
    void whatMakesNoSenseIsAbsent(String header) {
        assertThat(RetryAfter.of(Optional.of(header), NOW)).isEmpty();
    }

    @Test
    void soIsAHeaderThatIsNotThere() {
        assertThat(RetryAfter.of(Optional.empty(), NOW)).isEmpty();
    }
}
