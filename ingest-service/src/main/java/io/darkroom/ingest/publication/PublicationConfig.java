package io.darkroom.ingest.publication;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The public bucket. */
@ConfigMapping(prefix = "darkroom.publication")
interface PublicationConfig {
    /** The bucket that receives the files of published assets; none unless set. */
    Optional<String> bucket();

    /**
     * How long browsers and caches may keep a file: for so long at most it is still seen once its
     * asset was taken back.
     */
    @WithDefault("5m")
    Duration maxAge();

    /** How many assets are worked on at a time. */
    @WithDefault("2")
    int concurrency();

    /** Between two looks for assets to work on. */
    @WithDefault("2s")
    Duration poll();

    /** How long one asset may take; after that another instance takes it over. */
    @WithDefault("2m")
    Duration lease();

    /** Between two passes that compare the bucket with the records. */
    @WithDefault("15m")
    Duration reconcileEvery();
}
