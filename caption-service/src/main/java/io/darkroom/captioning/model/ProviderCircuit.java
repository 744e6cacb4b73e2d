package io.darkroom.captioning.model;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the provider is there. After some questions in a row without an answer nobody asks any
 * more but one at a time, now and then, until one is answered.
 */
final class ProviderCircuit {
    private static final Duration FIRST = Duration.ofMillis(500);

    private final int threshold;
    private final Duration most;
    private final LongSupplier nanos;
    private int failures;
    private boolean probing;
    private long nextProbe;
    private @Nullable String problem;

    ProviderCircuit(int threshold, Duration most, LongSupplier nanos) {
        this.threshold = threshold;
        this.most = most;
        this.nanos = nanos;
    }

    /**
     * Asks to ask.
     *
     * @return how long to wait and then to ask again; absent where the way is free, and then the
     *     caller says {@link #answered}, {@link #failed} or {@link #abandoned}
     */
    synchronized Optional<Duration> enter() {
        if (problem == null) {
            return Optional.empty();
        }
        long left = nextProbe - nanos.getAsLong();
        if (!probing && left <= 0) {
            probing = true;
            return Optional.empty();
        }
        return Optional.of(jittered(Duration.ofNanos(Math.max(left, FIRST.toNanos()))));
    }

    /** The provider answered, whatever it said. */
    synchronized boolean answered() {
        boolean was = problem != null;
        failures = 0;
        probing = false;
        problem = null;
        return was;
    }

    /**
     * The provider did not answer.
     *
     * @param because as operations are told it
     * @return the pause, where the circuit is open now
     */
    synchronized Optional<Duration> failed(String because) {
        failures++;
        probing = false;
        if (problem == null && failures < threshold) {
            return Optional.empty();
        }
        return Optional.of(open(because));
    }

    /** It is certain that nobody else would fare better. */
    synchronized Duration open(String because) {
        failures = Math.max(failures, threshold);
        probing = false;
        problem = because;
        long doubled = FIRST.toNanos() << Math.min(failures - threshold, 20);
        Duration pause = Duration.ofNanos(Math.min(doubled, most.toNanos()));
        nextProbe = nanos.getAsLong() + pause.toNanos();
        return jittered(pause);
    }

    /** The caller did not ask after all. */
    synchronized void abandoned() {
        probing = false;
    }

    /** What is wrong, while the circuit is open. */
    synchronized Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private static Duration jittered(Duration wait) {
        long whole = wait.toMillis() + 1;
        return Duration.ofMillis(whole + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }
}
