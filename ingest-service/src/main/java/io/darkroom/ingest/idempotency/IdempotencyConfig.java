package io.darkroom.ingest.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long keys are remembered. */
@ConfigMapping(prefix = "darkroom.idempotency")
interface IdempotencyConfig {
    /** For how long a repeat gets the first answer. */
    @WithDefault("24h")
    Duration retention();

    /**
     * How long an instance may work on a request before another one may take it over. Longer than
     * the longest request; an instance that dies holds the key for as long.
     */
    @WithDefault("2m")
    Duration lock();
}
