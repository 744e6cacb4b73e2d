package io.darkroom.captioning.model;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * What this instance may send in a minute, and for how long the provider wants to be left alone.
 * Both budgets fill evenly over the minute, so that there is no burst at its turn.
 */
final class RateLimits {
    private static final double MINUTE_NANOS = 60e9;

    private final Bucket requests;
    private final Bucket tokens;
    private final LongSupplier nanos;
    private long heldUntil;

    RateLimits(OptionalInt requestsPerMinute, OptionalInt tokensPerMinute, LongSupplier nanos) {
        this.nanos = nanos;
        long now = nanos.getAsLong();
        this.requests = new Bucket(requestsPerMinute, now);
        this.tokens = new Bucket(tokensPerMinute, now);
        this.heldUntil = now;
    }

    /**
     * Takes a place in the line.
     *
     * @param expected tokens of question and answer
     * @return how long the caller must wait before it sends; zero to send at once
     */
    synchronized Duration reserve(long expected) {
        long now = nanos.getAsLong();
        long wait = Math.max(requests.take(1, now), tokens.take((double) expected, now));
        return Duration.ofNanos(Math.max(0, Math.max(wait, heldUntil - now)));
    }

    /** Gives a place back that was not used. */
    synchronized void release(long expected) {
        requests.take(-1, nanos.getAsLong());
        tokens.take((double) -expected, nanos.getAsLong());
    }

    /** Corrects a place by what was really used. */
    synchronized void used(long expected, long actual) {
        tokens.take((double) (actual - expected), nanos.getAsLong());
    }

    /** Nobody sends for so long. */
    synchronized void hold(Duration wait) {
        heldUntil = Math.max(heldUntil, nanos.getAsLong() + wait.toNanos());
    }

    /** Fills evenly, up to what a second brings, and may owe. */
    private static final class Bucket {
        private final double perNano;
        private final double most;
        private double level;
        private long at;

        Bucket(OptionalInt perMinute, long now) {
            perNano = perMinute.isPresent() ? perMinute.getAsInt() / MINUTE_NANOS : 0;
            most = perMinute.isPresent() ? Math.max(1, perMinute.getAsInt() / 60.0) : 0;
            level = most;
            at = now;
        }

        /** The nanoseconds until what is taken is there. */
        long take(double amount, long now) {
            if (perNano == 0) {
                return 0;
            }
            level = Math.min(most, level + (now - at) * perNano) - amount;
            at = now;
            return level >= 0 ? 0 : (long) Math.ceil(-level / perNano);
        }
    }
}
