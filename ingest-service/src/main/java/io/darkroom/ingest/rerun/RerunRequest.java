package io.darkroom.ingest.rerun;

import io.darkroom.contracts.Stage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a stage to run again.
 *
 * @param filter for which assets; an empty one is for all
 * @param dryRun only counts, and says what the latest runs cost
 */
@Schema(
        description = "Asks for a stage to run again, for all assets that match.",
        requiredProperties = {"stage", "filter"})
public record RerunRequest(
        Stage stage,
        RerunFilter filter,
        @Schema(description = "Only count, and say what it may cost", defaultValue = "false")
                @Nullable Boolean dryRun) {
    public RerunRequest {
        if (stage == null) {
            throw new IllegalArgumentException("stage is missing");
        }
        if (filter == null) {
            throw new IllegalArgumentException("filter is missing; an empty one is for all assets");
        }
    }
}
