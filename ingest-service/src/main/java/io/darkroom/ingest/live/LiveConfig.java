package io.darkroom.ingest.live;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** What the live page needs to know of its surroundings. */
@ConfigMapping(prefix = "darkroom.live")
interface LiveConfig {
    /** Where the review desk is; without it the page shows no link. */
    Optional<URI> deskUrl();

    /**
     * Further origins that presigned links may point to, beside the object store's endpoint, such
     * as {@code https://cdn.example.org}. Browsers load pictures from nowhere else.
     */
    Optional<Set<URI>> pictureOrigins();
}
