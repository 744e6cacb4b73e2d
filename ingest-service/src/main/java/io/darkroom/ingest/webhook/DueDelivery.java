package io.darkroom.ingest.webhook;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is to be attempted now, with all that it takes.
 *
 * @param attempts made before
 * @param current whether what it says still holds
 * @param sealed the endpoint's secrets as they are stored, the newest first
 * @param trace the change that it tells of, as a W3C traceparent
 */
record DueDelivery(
        long seq,
        UUID id,
        UUID webhook,
        UUID message,
        WebhookEvent event,
        int attempts,
        boolean current,
        String url,
        List<byte[]> sealed,
        String body,
        @Nullable String trace) {
    DueDelivery {
        sealed = List.copyOf(sealed);
    }
}
