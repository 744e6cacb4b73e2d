package io.darkroom.ingest.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request to an endpoint.
 *
 * @param code of the response; absent where none came
 * @param error what went wrong, in words that hold no address; absent where nothing did
 * @param retryAfter what the endpoint asked for
 */
record Attempt(
        Instant at,
        Duration took,
        @Nullable Integer code,
        @Nullable String error,
        Optional<Duration> retryAfter) {
    private static final int GONE = 410;

    /** Whether the endpoint took the message. */
    boolean succeeded() {
        return code != null && code >= 200 && code < 300;
    }

    /** Whether the endpoint wants no more messages at all. */
    boolean gone() {
        return code != null && code == GONE;
    }
}
