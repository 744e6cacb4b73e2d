package io.darkroom.ingest.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a secret is changed. */
@Schema(description = "How a secret is changed.")
public record RotationRequest(
        @Schema(
                        description =
                                "For how many hours the old secret signs too, 0 to 168; 24 where"
                                        + " absent. 0 ends it at once.",
                        examples = "24")
                @Min(0)
                @Max(168)
                @Nullable Integer overlapHours) {
    private static final int DAY = 24;

    int hours() {
        return overlapHours == null ? DAY : overlapHours;
    }
}
