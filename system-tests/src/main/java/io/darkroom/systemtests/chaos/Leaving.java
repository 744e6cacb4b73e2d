package io.darkroom.systemtests.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers of whom one in ten closes its connection before it has an answer, and asks again. */
final class Leaving {
    private static final int ONE_IN = 10;
    private static final int SOON_MS = 200;

    private final Random random;
    private final AtomicInteger left = new AtomicInteger();

    Leaving(long seed) {
        this.random = new Random(seed);
    }

    /**
     * How long a caller waits for its answer.
     *
     * @param otherwise where it does not leave
     */
    Duration patience(Duration otherwise) {
        if (random.nextInt(ONE_IN) > 0) {
            return otherwise;
        }
        left.incrementAndGet();
        return Duration.ofMillis(1L + random.nextInt(SOON_MS));
    }

    /** How many were to leave; those that were answered sooner among them. */
    int count() {
        return left.get();
    }
}
