package io.darkroom.ingest.join;

import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageStatus.Status;

/** Whether an outcome counts, whatever the order in which outcomes come. */
final class OutcomeRule {
    private OutcomeRule() {}

    /**
     * Work that was done counts wherever none was before, however late and in whichever generation:
     * it is the same work. A failure counts only where nothing is known yet, and not while a newer
     * generation is still at work; so does a deferral. What an earlier run reports after a later
     * one was asked for is other work, and counts for nothing.
     *
     * @param status of the stage now
     * @param generation of the stage now
     * @param runBegan the generation in which its present run began
     */
    static boolean counts(Status status, int generation, int runBegan, StageFinished finished) {
        if (finished.generation() < runBegan) {
            return false;
        }
        return switch (finished.outcome()) {
            case StageOutcome.Succeeded _, StageOutcome.Skipped _ ->
                    status == Status.PENDING
                            || status == Status.TIMED_OUT
                            || status == Status.FAILED;
            case StageOutcome.Failed _ ->
                    status == Status.TIMED_OUT
                            || (status == Status.PENDING && finished.generation() >= generation);
            case StageOutcome.Deferred _ ->
                    status == Status.PENDING && finished.generation() >= generation;
        };
    }
}
