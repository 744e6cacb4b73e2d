package io.darkroom.moderation.desk;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where people sign in. */
@ConfigMapping(prefix = "darkroom.desk")
interface DeskConfig {
    /** The OpenID Connect issuer, by default the one whose tokens the service takes. */
    Optional<String> oidcIssuer();

    /** What the page may connect to besides its own service: the issuer's origin. */
    Optional<String> oidcOrigin();

    /**
     * The public client that the desk is at the issuer; without it the desk asks for an API key.
     */
    Optional<String> oidcClientId();
}
