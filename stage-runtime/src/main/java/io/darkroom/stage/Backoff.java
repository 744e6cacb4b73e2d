package io.darkroom.stage;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits that double up to a bound, each between a half and the whole of it. */
record Backoff(Duration first, Duration most) {

    /**
     * @param failures so far, 1 or more
     */
    Duration after(int failures) {
        long bound = most.toMillis();
        long whole = first.toMillis() << Math.min(failures - 1, 20);
        whole = Math.min(whole, bound);
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }
}
