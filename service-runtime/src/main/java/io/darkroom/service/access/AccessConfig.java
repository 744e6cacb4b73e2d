package io.darkroom.service.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Set;

/** Who may call, as configuration says it. */
@ConfigMapping(prefix = "darkroom.access")
interface AccessConfig {
    /** API keys by the name of their holder. */
    Map<String, Key> keys();

    /** One key. */
    interface Key {
        /** SHA-256 of the key, 64 lower-case hexadecimal digits. */
        String hash();

        /** What its holder may do. */
        Set<Role> roles();

        /** Whose records its holder works on. */
        @WithDefault("default")
        String tenant();
    }
}
