package io.darkroom.ingest.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How erased assets are cleaned up after. */
@ConfigMapping(prefix = "darkroom.erasure")
interface ErasureConfig {
    /**
     * After which time storage is looked through once more for what a stage left that was at work
     * meanwhile. Longer than a stage may work on a record.
     */
    @WithDefault("1h")
    Duration settle();

    /** Between two passes over what is left to remove. */
    @WithDefault("30s")
    Duration every();
}
