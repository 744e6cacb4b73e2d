package io.darkroom.ingest.canary;

import io.darkroom.contracts.StageOutcome;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** What a stage and its canary made of the same asset. */
record Pair(UUID asset, Side baseline, Side canary) {
    /**
     * One of the two.
     *
     * @param durationMs of its last attempt, in milliseconds
     */
    record Side(StageOutcome outcome, long durationMs) {
        Optional<StageOutcome.Succeeded> success() {
            return outcome instanceof StageOutcome.Succeeded done
                    ? Optional.of(done)
                    : Optional.empty();
        }
    }

    /** How far both agree, 0 to 1; absent where one made nothing, or nothing that compares. */
    OptionalDouble agreement() {
        var ours = baseline.success();
        var theirs = canary.success();
        return ours.isEmpty() || theirs.isEmpty()
                ? OptionalDouble.empty()
                : Agreement.of(ours.get().result(), theirs.get().result());
    }
}
