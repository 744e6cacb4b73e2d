package io.darkroom.ingest.deadletter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long dead letters are known, and how often they are tried again. */
@ConfigMapping(prefix = "darkroom.dead-letters")
interface DeadLetterConfig {
    /**
     * What was replayed so often, and came back each time, is left out of replays of many from then
     * on; 1 or more.
     */
    @WithDefault("3")
    int quarantineAfter();

    /** How long a letter is kept after it came last; its topic keeps it for 30 days, too. */
    @WithDefault("30d")
    Duration retention();

    /** How often it is looked for letters that are to be sent again. */
    @WithDefault("1s")
    Duration replayEvery();

    /** How often old letters are forgotten. */
    @WithDefault("1h")
    Duration cleanEvery();
}
