package io.darkroom.service.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Who may call, as configuration says it. */
@ConfigMapping(prefix = "darkroom.access")
interface AccessConfig {
    /** API keys by the name of their holder. */
    Map<String, Key> keys();

    /** Tokens of an OpenID Connect issuer. */
    Oidc oidc();

    /** How much one caller may ask. */
    RateLimit rateLimit();

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

    /** Where tokens come from, and what they say. */
    interface Oidc {
        /** The issuer's URL, below which its discovery document lies; absent for no tokens. */
        Optional<URI> issuer();

        /** What a token's {@code aud} must hold; needed where there is an issuer. */
        Optional<String> audience();

        /** The claim with the roles; a slash leads into an object: {@code realm_access/roles}. */
        @WithDefault("roles")
        String rolesClaim();

        /** The claim with the tenant's name. */
        @WithDefault("tenant")
        String tenantClaim();

        /** The tenant of every token, where the issuer serves one tenant only. */
        Optional<String> tenant();

        /**
         * The public client that the pages are at the issuer; without it they ask for an API key.
         */
        Optional<String> clientId();

        /** What pages may connect to besides their own service: the issuer's origin. */
        Optional<String> origin();
    }

    /** A token bucket for each key, and for each subject of an issuer. */
    interface RateLimit {
        /** Requests a second that are let through for long; absent for no limit. */
        OptionalInt perSecond();

        /** Requests that may come at once; absent for twice {@link #perSecond}. */
        OptionalInt burst();
    }
}
