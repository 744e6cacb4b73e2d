package io.darkroom.service.access;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Where pages send people to sign in, for their templates: the issuer, whose public client they are
 * (RFC 7636), where there is one.
 */
@Named
@Singleton
public class PageSignIn {
    private final AccessConfig.Oidc config;

    PageSignIn(AccessConfig config) {
        this.config = config.oidc();
    }

    /** Whether there is an issuer, and the pages are a client of it. */
    public boolean isOffered() {
        return config.issuer().isPresent() && config.clientId().isPresent();
    }

    /** The issuer's URL. */
    public @Nullable String getIssuer() {
        return config.issuer().map(Object::toString).orElse(null);
    }

    /** What the issuer calls the pages. */
    public @Nullable String getClient() {
        return config.clientId().orElse(null);
    }
}
