package io.darkroom.stage;

import io.darkroom.contracts.Failure;
import io.darkroom.contracts.StageOutcome;
import java.time.Duration;

/** What came of one delivery's tries. */
sealed interface Attempt {
    /**
     * There is an outcome, good or bad.
     *
     * @param durationMs of the last try
     */
    record Ended(StageOutcome outcome, int tries, long durationMs) implements Attempt {}

    /** Nothing yet, but another delivery may bring it. */
    record GaveWay(Failure failure, int tries, long durationMs) implements Attempt {}

    /** Nothing yet, for a reason that is not the picture's: to be tried anew after a pause. */
    record Waits(Failure failure, Duration pause) implements Attempt {}
}
