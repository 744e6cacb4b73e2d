package io.darkroom.ingest.intake.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come.
 *
 * @param listed how many objects it has come to
 * @param taken how many of them became assets
 * @param known how many of them were assets before
 * @param refused how many of them cannot be accepted
 * @param endedBecause why it could not go on; absent where it did, or where somebody cancelled it
 */
@Schema(description = "How far an import has come.")
public record ImportView(
        UUID id,
        @Schema(description = "Where the objects lie") String source,
        @Schema(description = "What each of them is asked for", implementation = Object.class)
                JsonNode request,
        @Schema(description = "Objects a second at most") int rate,
        State state,
        @Schema(description = "How many objects it has come to") long listed,
        @Schema(description = "How many of them became assets") long taken,
        @Schema(description = "How many of them were assets before") long known,
        @Schema(description = "How many of them cannot be accepted") long refused,
        Instant createdAt,
        String createdBy,
        @Nullable Instant endedAt,
        @Schema(description = "Why it could not go on; absent where it did, or was cancelled")
                @Nullable String endedBecause) {
    /** Where an import stands. */
    @Schema(name = "ImportState", description = "Where an import stands.")
    public enum State {
        RUNNING,
        DONE,
        CANCELLED
    }
}
