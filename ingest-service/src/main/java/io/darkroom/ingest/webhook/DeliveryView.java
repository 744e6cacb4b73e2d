package io.darkroom.ingest.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A delivery as the log shows it. */
@Schema(description = "A message that an endpoint is or was owed, and every attempt to send it.")
public record DeliveryView(
        UUID id,
        @Schema(description = "The header webhook-id; the same in a replay") UUID messageId,
        WebhookEvent event,
        UUID assetId,
        long revision,
        Status status,
        @Schema(description = "Whether somebody asked for it to be sent again") boolean replay,
        Instant createdAt,
        @Schema(description = "When it is tried next, while PENDING")
                @Nullable Instant nextAttemptAt,
        @Nullable Instant endedAt,
        List<AttemptView> attempts) {
    public DeliveryView {
        attempts = List.copyOf(attempts);
    }

    /** How far a delivery is. */
    @Schema(
            name = "DeliveryStatus",
            description =
                    "PENDING: still to be sent. DELIVERED: taken. FAILED: not taken, and not tried"
                            + " again. SUPERSEDED: what it said no longer held, so it was not sent."
                            + " CANCELLED: the endpoint was disabled.")
    public enum Status {
        PENDING,
        DELIVERED,
        FAILED,
        SUPERSEDED,
        CANCELLED
    }

    /** One request to the endpoint. */
    @Schema(name = "DeliveryAttempt", description = "One request to the endpoint.")
    public record AttemptView(
            int number,
            Instant at,
            long durationMs,
            @Schema(description = "Of the response; absent where none came")
                    @Nullable Integer responseCode,
            @Nullable String error) {}

    /** A page of the log, newest first. */
    @Schema(name = "DeliveryPage", description = "A page of the log, newest first.")
    public record Page(
            List<DeliveryView> items,
            @Schema(description = "The cursor of the next page; absent on the last one")
                    @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
