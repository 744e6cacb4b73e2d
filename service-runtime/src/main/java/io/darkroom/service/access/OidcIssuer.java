package io.darkroom.service.access;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tokens of an OpenID Connect issuer, where one is configured when the service starts. A token is
 * checked here, by the issuer's published keys; the issuer is never asked about a single one.
 */
@Singleton
class OidcIssuer {
    private static final Logger LOG = Logger.getLogger(OidcIssuer.class);

    private final AccessConfig.Oidc config;

    OidcIssuer(AccessConfig config) {
        this.config = config.oidc();
    }

    /** Whether tokens are taken. */
    boolean configured() {
        return config.issuer().isPresent();
    }

    void start(@Observes Oidc oidc) {
        oidc.create(config.issuer().map(this::tokensOf).orElseGet(OidcIssuer::noTokens));
    }

    private OidcTenantConfig tokensOf(URI issuer) {
        String audience =
                config.audience()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "darkroom.access.oidc.audience must be set where"
                                            + " darkroom.access.oidc.issuer is: without it a token"
                                            + " for any other application would be taken"));
        LOG.infof("Tokens are taken issuer=%s audience=%s", issuer, audience);
        return OidcTenantConfig.authServerUrl(issuer.toString())
                .applicationType(ApplicationType.SERVICE)
                .roles(Source.accesstoken, config.rolesClaim())
                .token()
                .audience(List.of(audience))
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end()
                .build();
    }

    private static OidcTenantConfig noTokens() {
        return OidcTenantConfig.builder().disableTenant().build();
    }
}
