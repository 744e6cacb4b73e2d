package io.darkroom.ingest.intake.url;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is fetched from URLs, and how patiently. */
@ConfigMapping(prefix = "darkroom.fetch")
interface FetchConfig {
    /** The ports that may be asked; 0 stands for every port. */
    @WithDefault("80,443")
    Set<Integer> ports();

    /**
     * Networks that are not public and may be fetched from, such as {@code 10.1.0.0/16}. None by
     * default: whoever may upload could otherwise read what this service can reach.
     */
    Optional<List<String>> allowedNetworks();

    @WithDefault("5")
    int maxRedirects();

    @WithDefault("5s")
    Duration connectTimeout();

    /** The longest silence of a server. */
    @WithDefault("10s")
    Duration readTimeout();

    /** From the first request to the last byte, redirects and all. */
    @WithDefault("60s")
    Duration timeout();
}
