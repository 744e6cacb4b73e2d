package io.darkroom.stage;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many loops of a lane are awake: as many as were needed lately, and half as many after every
 * further while in which fewer were. To join the group again takes each of them a moment of the
 * processor's, for which work that comes after a pause would wait.
 */
final class Wakefulness {
    static final Duration LATELY = Duration.ofSeconds(10);

    private final Runnable onRise;
    private final LongSupplier nanoTime;
    private int level;
    private long reachedAt;

    /**
     * @param onRise done whenever more are to be awake than before
     * @param nanoTime as {@link System#nanoTime()}
     */
    Wakefulness(Runnable onRise, LongSupplier nanoTime) {
        this.onRise = onRise;
        this.nanoTime = nanoTime;
        this.reachedAt = nanoTime.getAsLong();
    }

    /**
     * How many, given how many are needed at present.
     *
     * @param needed 0 or more
     */
    synchronized int level(int needed) {
        long now = nanoTime.getAsLong();
        int before = level;
        if (needed >= level) {
            level = needed;
            reachedAt = now;
        } else if (now - reachedAt > LATELY.toNanos()) {
            level = Math.max(needed, level / 2);
            reachedAt = now;
        }
        if (level > before) {
            onRise.run();
        }
        return level;
    }
}
