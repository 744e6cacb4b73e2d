package io.darkroom.stage;

import java.time.Duration;

/** Whether one loop of a stage may read, as the stage says. */
interface Turn {
    boolean mayRead();

    /** Waits until it may, and no longer than this. */
    void await(Duration atMost) throws InterruptedException;

    /** The loop has a record in hand: others may be needed behind it. */
    void taken();
}
