package io.darkroom.ingest.sweep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long it is remembered which events were applied. */
@ConfigMapping(prefix = "darkroom.inbox")
interface InboxConfig {
    /** Between two removals. */
    @WithDefault("1h")
    Duration every();

    /**
     * How long an event's id is kept. An event can come again for as long as Kafka keeps it (when
     * offsets are lost or set back, everything is read anew), and Kafka removes whole segments, so
     * some time after their retention: 7 days for outcomes of stages, 14 for decisions. An id that
     * went before its event would let the event be applied a second time.
     */
    @WithDefault("30d")
    Duration retention();
}
