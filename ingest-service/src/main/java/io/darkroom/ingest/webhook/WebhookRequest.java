package io.darkroom.ingest.webhook;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An endpoint as it is asked for. */
@Schema(description = "An endpoint as it is asked for.")
public record WebhookRequest(
        @Schema(
                        description = "Where messages go; https, on a public address",
                        examples = "https://shop.example/hooks/darkroom")
                @NotNull
                @Size(max = 2048)
                String url,
        @Schema(description = "What the endpoint is told of") @NotEmpty List<WebhookEvent> events,
        @Schema(description = "For people", examples = "The shop's product pages")
                @Nullable
                @Size(max = 500)
                String description,
        @Schema(description = "Whether messages are sent; true where absent")
                @Nullable Boolean enabled) {
    public WebhookRequest {
        events = events == null ? List.of() : events.stream().distinct().toList();
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }
}
