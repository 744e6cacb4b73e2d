package io.darkroom.stage;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What makes an instance a canary. */
@ConfigMapping(prefix = "darkroom.canary")
interface CanaryConfig {
    /**
     * The canary's name: its instances do the work that operators give to the canary of that name,
     * and report to operators only. A lower-case letter or digit, then up to 39 of these and
     * hyphens; absent for instances that work for the stages themselves.
     */
    Optional<String> name();
}
