package io.darkroom.ingest.steering;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Who steers the installation. */
@ConfigMapping(prefix = "darkroom.operations")
interface OperationsConfig {
    /**
     * Tenants whose operators steer stages, which all tenants share, and see the dead letters of
     * every tenant.
     */
    @WithDefault("default")
    Set<String> tenants();
}
