package io.darkroom.service.access;

import io.darkroom.service.problem.ProblemType;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * API keys in the Authorization header, scheme Bearer (RFC 6750, section 2.1). A token of an issuer
 * comes the same way and is left to the mechanism that knows issuers; a key holds no dots.
 */
@Singleton
class BearerKeyMechanism implements HttpAuthenticationMechanism {
    private static final String BEARER = "Bearer ";

    /** A signed token in compact form (RFC 7515, section 7.1). */
    private static final Pattern TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    private final OidcIssuer issuer;

    BearerKeyMechanism(OidcIssuer issuer) {
        this.issuer = issuer;
    }

    /** Before the one that knows issuers, which would take a key for a broken token. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 100;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identities) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Uni.createFrom().nullItem();
        }
        String sent = header.substring(BEARER.length()).trim();
        if (issuer.configured() && TOKEN.matcher(sent).matches()) {
            return Uni.createFrom().nullItem();
        }
        var request = new ApiKeyRequest(sent);
        return identities.authenticate(
                HttpSecurityUtils.setRoutingContextAttribute(request, context));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom()
                .item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"darkroom\""));
    }

    /** Leaves the answer to the handler of failures, which writes a problem. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return Uni.createFrom()
                .failure(
                        ProblemType.UNAUTHORIZED.exception(
                                "Send a valid key or token in the header 'Authorization:"
                                        + " Bearer <key>'."));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(ApiKeyRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(
                        new HttpCredentialTransport(
                                HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
    }
}
