package io.darkroom.ingest.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How files are given out. */
@ConfigMapping(prefix = "darkroom.delivery")
public interface DeliveryConfig {
    /** Widths in pixels that embedded pictures offer, as far as the file is that wide. */
    @WithDefault("320,640,960,1280,1920")
    List<Integer> widths();

    /** How browsers reach this service, for links that stand in pages; else as the caller did. */
    Optional<URI> publicUrl();

    /** JPEG and WebP quality of files that are scaled, 1 to 100. */
    @WithDefault("85")
    int quality();

    /** How many files are made at a time. */
    @WithDefault("2")
    int concurrency();

    /** How long a request waits for its turn to have a file made. */
    @WithDefault("10s")
    Duration patience();

    /**
     * How long a file that was made is used; after that it is made anew when it is asked for, and
     * the old one goes after as long again.
     */
    @WithDefault("7d")
    Duration keep();

    /** Between two passes that clear such files away. */
    @WithDefault("1h")
    Duration cleanEvery();
}
