package io.darkroom.contracts;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Reads the header {@code Retry-After} of whoever we ask or tell (RFC 9110, section 10.2.3):
 * seconds, of which some providers send fractions, or a date.
 */
public final class RetryAfter {
    private RetryAfter() {}

    /**
     * The wait from now, 0 or longer and of any length: a date that is past is no wait. Absent
     * where the header is absent or makes no sense.
     */
    public static Optional<Duration> of(Optional<String> header, Instant now) {
        return header.map(String::strip).flatMap(text -> parse(text, now));
    }

    private static Optional<Duration> parse(String text, Instant now) {
        if (text.matches("\\d{1,9}(\\.\\d{1,3})?")) {
            return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)));
        }
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(date.isBefore(now) ? Duration.ZERO : Duration.between(now, date));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
