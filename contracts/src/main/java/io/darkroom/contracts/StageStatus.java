package io.darkroom.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a stage is for an asset.
 *
 * @param generation of the latest run, 1 for the first
 * @param attempts 0 while pending
 * @param durationMs milliseconds, absent while pending
 * @param error where it failed or timed out; while pending, why it was put off
 */
public record StageStatus(
        Stage stage,
        Status status,
        int generation,
        int attempts,
        @Nullable String engine,
        @Nullable Long durationMs,
        @Nullable Cost cost,
        @Nullable Instant endedAt,
        @Nullable Failure error) {
    public StageStatus {
        Require.present(stage, "stages.stage");
        Require.present(status, "stages.status");
        Require.positive(generation, "stages.generation");
        Require.notNegative(attempts, "stages.attempts");
        if (durationMs != null) {
            Require.notNegative(durationMs, "stages.durationMs");
        }
    }

    /** The states of a stage; all but PENDING are ends. */
    public enum Status {
        PENDING,
        SUCCEEDED,
        SKIPPED,
        FAILED,
        TIMED_OUT
    }
}
