package io.darkroom.ingest.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a failed delivery is tried again.
 *
 * @param delays after the first attempt, the second, and so on
 * @param random gives 0 to 1, so that endpoints which failed together are not tried together
 */
record RetrySchedule(List<Duration> delays, DoubleSupplier random) {
    /** No endpoint can put its deliveries off for longer than this. */
    static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private static final double JITTER = 0.2;

    RetrySchedule {
        delays = List.copyOf(delays);
    }

    /**
     * The wait until the next attempt; none where that was the last.
     *
     * @param attempts how many were made, 1 or more
     * @param asked what the endpoint asked for by Retry-After: no sooner than that
     */
    Optional<Duration> after(int attempts, Optional<Duration> asked) {
        if (attempts > delays.size()) {
            return Optional.empty();
        }
        Duration delay = delays.get(attempts - 1);
        long drawnOut = Math.round(delay.toMillis() * (1 + JITTER * random.getAsDouble()));
        Duration planned = Duration.ofMillis(drawnOut);
        return Optional.of(
                asked.map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)
                        .filter(wait -> wait.compareTo(planned) > 0)
                        .orElse(planned));
    }
}
