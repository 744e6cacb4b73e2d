package io.darkroom.ingest.live;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** What the live page needs to know of its surroundings. */
@ConfigMapping(prefix = "darkroom.live")
interface LiveConfig {
    /** Where the review desk is; without it the page shows no link. */
    Optional<URI> deskUrl();
}
