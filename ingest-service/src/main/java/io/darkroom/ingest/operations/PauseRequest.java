package io.darkroom.ingest.operations;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a pause.
 *
 * @param reason for whoever finds the stage paused, 200 characters at most
 */
@Schema(description = "Asks for a pause.")
public record PauseRequest(
        @Schema(description = "For whoever finds the stage paused", maxLength = 200)
                @Nullable String reason) {
    private static final int LONGEST = 200;

    public PauseRequest {
        if (reason != null) {
            reason = reason.strip();
            if (reason.length() > LONGEST || reason.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "reason must be one line of at most " + LONGEST + " characters");
            }
            reason = reason.isEmpty() ? null : reason;
        }
    }
}
