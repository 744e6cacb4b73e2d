package io.darkroom.ingest.intake.direct;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a completion as the API's description shows it; {@link CompletionRequest} reads it.
 */
record DirectUploadCompletion(
        @Schema(
                        description = "Of the whole file; needed unless it was announced",
                        pattern = "^[0-9a-fA-F]{64}$")
                @Nullable String sha256,
        @Schema(description = "What the store answered to each part; may be left out")
                @Nullable List<CompletedPart> parts) {
    static final String EXAMPLE =
            """
            {"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}\
            """;

    /** A part that was sent. */
    record CompletedPart(int partNumber, String eTag) {}
}
