package io.darkroom.service.outbox;

import java.time.Duration;

/** Pauses that double from a fiftieth of the longest up to the longest. */
final class Backoff {
    private final Duration longest;
    private Duration next;

    Backoff(Duration longest) {
        this.longest = longest;
        this.next = first();
    }

    Duration next() {
        var pause = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return pause;
    }

    void reset() {
        next = first();
    }

    private Duration first() {
        return longest.dividedBy(50);
    }
}
