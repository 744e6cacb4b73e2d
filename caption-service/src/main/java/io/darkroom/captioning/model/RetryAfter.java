package io.darkroom.captioning.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After} (RFC 9110, section 10.2.3): seconds or a date. */
final class RetryAfter {
    /** A provider that asks for more is asked again after this. */
    private static final Duration MOST = Duration.ofHours(1);

    private RetryAfter() {}

    /** The wait from now, 0 to an hour; absent where the header is absent or makes no sense. */
    static Optional<Duration> of(Optional<String> header, Instant now) {
        return header.map(String::strip).flatMap(text -> parse(text, now)).map(RetryAfter::bounded);
    }

    private static Optional<Duration> parse(String text, Instant now) {
        try {
            if (text.matches("\\d{1,9}(\\.\\d{1,3})?")) {
                return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)));
            }
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, date.toInstant()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }
}
