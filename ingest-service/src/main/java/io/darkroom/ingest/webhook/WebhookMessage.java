package io.darkroom.ingest.webhook;

import java.time.Instant;

/**
 * A message as Standard Webhooks 1.0 recommends it.
 *
 * @param timestamp when it happened, however late it is told
 */
record WebhookMessage(WebhookEvent type, Instant timestamp, Object data) {}
