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
     * How long an instance that works on a request may be silent before another one may take it
     * over: several times 'renew-every'. An instance that dies holds the key for as long.
     */
    @WithDefault("20s")
    Duration lock();

    /** Between two renewals of what an instance works on. */
    @WithDefault("5s")
    Duration renewEvery();

    /** Between two passes that forget keys whose time is up. */
    @WithDefault("10m")
    Duration every();
}
