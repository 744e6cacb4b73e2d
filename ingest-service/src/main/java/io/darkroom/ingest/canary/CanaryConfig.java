package io.darkroom.ingest.canary;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what canaries made is kept. */
@ConfigMapping(prefix = "darkroom.canary")
interface CanaryConfig {
    /** After it was made. */
    @WithDefault("14d")
    Duration retention();

    /** How often older outcomes are removed. */
    @WithDefault("1h")
    Duration cleanEvery();
}
