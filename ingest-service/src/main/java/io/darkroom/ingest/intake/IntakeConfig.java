package io.darkroom.ingest.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** From which buckets, beside its own, this service takes originals. */
@ConfigMapping(prefix = "darkroom.intake")
public interface IntakeConfig {
    /**
     * By name; the name is the bucket's where {@link Source#bucket} does not say otherwise. Nothing
     * else is ever read: events name objects, and must not name those of others.
     */
    Map<String, Source> buckets();

    Reconcile reconcile();

    /** A bucket, or what lies under a prefix of one. */
    interface Source {
        Optional<String> bucket();

        /** Whose assets its objects become. */
        String tenant();

        Optional<String> prefix();

        /**
         * Whether every object becomes an asset, by notification and by listing. If not, only those
         * that an upload event names.
         */
        @WithDefault("true")
        boolean watch();

        /** The preset of watched objects. */
        Optional<String> preset();

        /**
         * The request of watched objects as JSON, as in a form; what it says goes over the preset.
         */
        Optional<String> request();

        /** Listing takes nothing in that is older. */
        Optional<Instant> since();
    }

    /** How objects are found that no notification told of. */
    interface Reconcile {
        /** Between two listings. */
        @WithDefault("5m")
        Duration every();

        /** How long a notification may take: what is younger is left to it. */
        @WithDefault("2m")
        Duration minAge();
    }
}
