package io.darkroom.ingest.webhook;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which deliveries are sent again. */
@Schema(description = "Which deliveries are sent again.")
public record ReplayRequest(
        @Schema(description = "Those that came to be at this time or later") @NotNull Instant since,
        @Schema(description = "Only those that came to be before this time")
                @Nullable Instant until,
        @Schema(
                        description =
                                "Only those with this status; where absent, all that are not"
                                        + " PENDING")
                DeliveryView.@Nullable Status status) {
    /** How many deliveries were added. */
    @Schema(name = "Replayed", description = "How many deliveries were added.")
    public record Replayed(int deliveries) {}
}
