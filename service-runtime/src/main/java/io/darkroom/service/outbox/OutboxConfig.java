package io.darkroom.service.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the relay works. */
@ConfigMapping(prefix = "darkroom.outbox")
public interface OutboxConfig {
    /** How often the table is read when no notification comes. */
    @WithDefault("500ms")
    Duration pollInterval();

    /** How often a relay that does not lead tries to. */
    @WithDefault("1s")
    Duration leaderInterval();

    /** How often backlog and age are measured. */
    @WithDefault("5s")
    Duration measureInterval();

    /** The most rows read at once. */
    @WithDefault("200")
    int batchSize();

    /** How long Kafka may take to acknowledge a record before it counts as failed. */
    @WithDefault("30s")
    Duration sendTimeout();

    /** The longest pause after failures; the first is a fiftieth of it. */
    @WithDefault("10s")
    Duration maxBackoff();
}
