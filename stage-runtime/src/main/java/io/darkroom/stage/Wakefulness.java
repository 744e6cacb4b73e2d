package io.darkroom.stage;

import java.time.Duration;

/** How many loops of a lane are awake: as many as were needed at any time lately. */
final class Wakefulness {
    private static final Duration LATELY = Duration.ofSeconds(10);

    private final Runnable onRise;
    private int level;
    private long reachedAt = System.nanoTime();

    /**
     * @param onRise done whenever more are to be awake than before
     */
    Wakefulness(Runnable onRise) {
        this.onRise = onRise;
    }

    /**
     * How many, given how many are needed at present.
     *
     * @param needed 0 or more
     */
    synchronized int level(int needed) {
        long now = System.nanoTime();
        int before = level;
        if (needed >= level || now - reachedAt > LATELY.toNanos()) {
            level = needed;
            reachedAt = now;
        }
        if (level > before) {
            onRise.run();
        }
        return level;
    }
}
