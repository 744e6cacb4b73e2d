package io.darkroom.ingest.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How webhooks are sent. */
@ConfigMapping(prefix = "darkroom.webhooks")
interface WebhookConfig {
    /**
     * Networks inside which endpoints may lie, such as {@code 10.1.0.0/16}, beside public
     * addresses. Empty unless set: no webhook then reaches into the network that this service runs
     * in.
     */
    Optional<List<String>> allowedNetworks();

    /** Whether URLs may be {@code http}: what is sent can then be read on its way. */
    @WithDefault("false")
    boolean allowHttp();

    /** How many endpoints a tenant may have. */
    @WithDefault("50")
    int maxPerTenant();

    /** How many requests to one endpoint may be under way at a time. */
    @WithDefault("4")
    int concurrency();

    /** How long an endpoint may take for its answer. */
    @WithDefault("20s")
    Duration timeout();

    /**
     * How long after a failed attempt the next one begins, in order: the specification's own
     * schedule, 75 hours long. Each is drawn out at random by up to a fifth.
     */
    @WithDefault("5s,5m,30m,2h,5h,10h,14h,20h,24h")
    List<Duration> retries();

    /** Between two looks for deliveries whose time has come. */
    @WithDefault("2s")
    Duration poll();

    /** How long deliveries stay in the log once they ended. */
    @WithDefault("30d")
    Duration retention();

    /** Between two passes that remove old deliveries. */
    @WithDefault("1h")
    Duration cleanEvery();

    /**
     * 32 bytes in base64 under which secrets are sealed in the database (AES-256-GCM). Without it
     * they lie there as they are.
     */
    Optional<String> sealingKey();
}
