package io.darkroom.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Operations' latest word on a stage, for all its instances. Its record's key is the stage.
 *
 * @param paused no new work is begun
 * @param concurrency records in work at once on each instance; absent for the instance's own
 *     setting
 * @param by the person; what a person paused only a person resumes
 */
public record StageControl(
        Stage stage,
        boolean paused,
        @Nullable Integer concurrency,
        String by,
        @Nullable String reason,
        Instant at) {
    /** The CloudEvents type. */
    public static final String TYPE = "io.darkroom.StageControl.v1";

    public StageControl {
        Require.present(stage, "stage");
        Require.text(by, "by");
        Require.present(at, "at");
        if (concurrency != null) {
            Require.positive(concurrency, "concurrency");
        }
    }
}
