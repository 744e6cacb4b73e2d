package io.darkroom.ingest.intake.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
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
 * @param refusals which, the first {@value RefusedObjects#MOST}, and why
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
        @Schema(description = "Which cannot be accepted, the first 100, and why")
                List<Refusal> refusals,
        Instant createdAt,
        String createdBy,
        @Nullable Instant endedAt,
        @Schema(description = "Why it could not go on; absent where it did, or was cancelled")
                @Nullable String endedBecause) {
    /**
     * An object that cannot be accepted.
     *
     * @param object {@code s3://bucket/key}
     * @param type {@code urn:darkroom:problem:<slug>}
     * @param title the same for every problem of the type
     * @param detail what is wrong with it, and what to do
     */
    @Schema(
            name = "ImportRefusal",
            description = "An object that cannot be accepted, as a problem of docs/problems.md.")
    public record Refusal(
            @Schema(examples = "s3://pictures/2025/notes.txt") String object,
            @Schema(examples = "urn:darkroom:problem:not-an-image") String type,
            @Schema(examples = "The file is not an image") String title,
            @Nullable String detail) {}

    /** Where an import stands. */
    @Schema(name = "ImportState", description = "Where an import stands.")
    public enum State {
        RUNNING,
        DONE,
        CANCELLED
    }
}
