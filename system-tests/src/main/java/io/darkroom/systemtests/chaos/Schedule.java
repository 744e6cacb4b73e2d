package io.darkroom.systemtests.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What breaks, in order, drawn from a seed: the same seed on the same list of faults is the same
 * schedule. Every kind comes once before one comes a second time.
 */
final class Schedule {
    private final List<Fault> kinds;
    private final Random random;
    private final List<Fault> left = new ArrayList<>();

    Schedule(List<Fault> kinds, long seed) {
        this.kinds = List.copyOf(kinds);
        this.random = new Random(seed);
    }

    /**
     * One fault that is to come.
     *
     * @param after how long all is well before it
     * @param lasts how long it stays, where that can be chosen
     * @param seed for what it draws itself
     */
    record Entry(Duration after, Fault fault, Duration lasts, long seed) {}

    Entry next() {
        if (left.isEmpty()) {
            left.addAll(kinds);
            Collections.shuffle(left, random);
        }
        return new Entry(
                Duration.ofMillis(random.nextInt(2_000, 12_000)),
                left.removeLast(),
                Duration.ofMillis(random.nextInt(3_000, 20_000)),
                random.nextLong());
    }
}
