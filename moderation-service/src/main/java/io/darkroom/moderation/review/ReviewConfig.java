package io.darkroom.moderation.review;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How reviews work. */
@ConfigMapping(prefix = "darkroom.review")
interface ReviewConfig {
    /** How long a decision can be undone; it leaves afterwards. */
    @WithDefault("30s")
    Duration undoGrace();

    /** How long the links to pictures work. */
    @WithDefault("5m")
    Duration previewLifetime();
}
