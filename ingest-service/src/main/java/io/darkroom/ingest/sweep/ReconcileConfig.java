package io.darkroom.ingest.sweep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what an interrupted upload left behind is found and removed. */
@ConfigMapping(prefix = "darkroom.reconcile")
interface ReconcileConfig {
    /** Between two passes over the originals bucket. */
    @WithDefault("15m")
    Duration every();

    /**
     * How long an original may lie without an asset before it is removed. Much longer than an
     * upload takes: its object is stored first and its row written after that.
     */
    @WithDefault("1h")
    Duration orphanAge();

    /**
     * How long a spooled upload may lie untouched before a starting process removes it. Longer than
     * a client may pause, since another process may spool to the same directory.
     */
    @WithDefault("1h")
    Duration spoolAge();
}
