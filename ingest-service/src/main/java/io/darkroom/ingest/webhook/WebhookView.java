package io.darkroom.ingest.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An endpoint as it is shown. */
@Schema(description = "An endpoint.")
public record WebhookView(
        UUID id,
        String url,
        List<WebhookEvent> events,
        @Nullable String description,
        boolean enabled,
        @Schema(description = "Why the endpoint was disabled; absent while it is enabled")
                @Nullable String disabledBecause,
        Instant createdAt,
        @Schema(description = "When the endpoint last took a message")
                @Nullable Instant lastSuccessAt,
        @Schema(
                        description =
                                "Until when the secret before the latest signs too; absent"
                                        + " otherwise")
                @Nullable Instant oldSecretUntil,
        @Schema(
                        description =
                                "The secret that signs, shown only in the answer that made it",
                        examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                @Nullable String secret) {
    public WebhookView {
        events = List.copyOf(events);
    }

    WebhookView showing(SigningSecret shown) {
        return new WebhookView(
                id,
                url,
                events,
                description,
                enabled,
                disabledBecause,
                createdAt,
                lastSuccessAt,
                oldSecretUntil,
                shown.text());
    }

    /** All endpoints of a tenant, oldest first. */
    @Schema(name = "Webhooks", description = "All endpoints of the tenant, oldest first.")
    public record Page(List<WebhookView> items) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
