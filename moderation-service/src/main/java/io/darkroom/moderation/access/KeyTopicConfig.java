package io.darkroom.moderation.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How keys are learnt of. */
@ConfigMapping(prefix = "darkroom.access-topic")
interface KeyTopicConfig {
    /** How long a key that was created counts while the topic is out of reach. */
    @WithDefault("1m")
    Duration staleAfter();
}
