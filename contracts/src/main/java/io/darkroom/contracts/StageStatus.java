package io.darkroom.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a stage is for an asset.
 *
 * @param attempts 0 while pending
 * @param durationMs milliseconds, absent while pending
 * @param error where it failed or timed out
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
    /** The states of a stage; all but PENDING are ends. */
    public enum Status {
        PENDING,
        SUCCEEDED,
        SKIPPED,
        FAILED,
        TIMED_OUT
    }
}
