package io.darkroom.contracts;

import java.util.UUID;

/**
 * A stage ended for an asset. The event's id is {@link EventIds#stageFinished}, so that a repeat is
 * recognised.
 *
 * @param generation of the run that this ends, 1 for the first
 * @param attempts how often the work was begun, 1 or more; 0 where it was given up without being
 *     run
 * @param durationMs how long the last attempt took, in milliseconds
 */
public record StageFinished(
        UUID assetId,
        String tenant,
        Stage stage,
        int generation,
        int attempts,
        long durationMs,
        StageOutcome outcome)
        implements Event {
    public StageFinished {
        Require.present(assetId, "assetId");
        Require.text(tenant, "tenant");
        Require.present(stage, "stage");
        Require.positive(generation, "generation");
        Require.notNegative(attempts, "attempts");
        Require.notNegative(durationMs, "durationMs");
        Require.present(outcome, "outcome");
        if (outcome instanceof StageOutcome.Succeeded succeeded
                && succeeded.result().stage() != stage) {
            throw new IllegalArgumentException(
                    "outcome.result is of stage "
                            + succeeded.result().stage()
                            + ", but stage is "
                            + stage);
        }
    }
}
