package io.darkroom.local.supervisor;

import java.time.Duration;

/** How long to wait before a service is started again: longer each time it dies young. */
final class Backoff {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private final Duration first;
    private Duration next;

    Backoff(Duration first) {
        this.first = first;
        this.next = first;
    }

    Duration after(Duration lived) {
        if (lived.compareTo(HEALTHY) > 0) {
            next = first;
        }
        Duration wait = next;
        next = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
        return wait;
    }
}
