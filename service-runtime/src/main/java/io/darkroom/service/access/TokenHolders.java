package io.darkroom.service.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Turns a token that was found genuine into its holder: a tenant, and the roles we know. */
@Singleton
class TokenHolders implements SecurityIdentityAugmentor {
    /** A tenant's name becomes part of keys in the object store. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final AccessConfig.Oidc config;

    TokenHolders(AccessConfig config) {
        this.config = config.oidc();
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        Optional<String> tenant = config.tenant().or(() -> claim(token, config.tenantClaim()));
        if (tenant.filter(name -> TENANT.matcher(name).matches()).isEmpty()) {
            return Uni.createFrom()
                    .failure(
                            new AuthenticationFailedException(
                                    "The token names no tenant in the claim '"
                                            + config.tenantClaim()
                                            + "'"));
        }
        return Uni.createFrom().item(holder(identity, token, tenant.get()));
    }

    /** Roles of other applications in the same token are left out. */
    private static SecurityIdentity holder(
            SecurityIdentity identity, JsonWebToken token, String tenant) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(token)
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes())
                .addAttribute(Caller.TENANT, tenant)
                .addAttribute(RateLimits.CALLER, "token/" + token.getSubject())
                .addRoles(
                        Arrays.stream(Role.values())
                                .map(Role::id)
                                .filter(identity::hasRole)
                                .collect(Collectors.toSet()))
                .build();
    }

    private static Optional<String> claim(JsonWebToken token, String path) {
        String[] names = path.split("/", -1);
        @Nullable Object value = token.getClaim(names[0]);
        for (int i = 1; i < names.length; i++) {
            value = value instanceof JsonObject object ? object.get(names[i]) : null;
        }
        return switch (value) {
            case String text -> Optional.of(text);
            case JsonString text -> Optional.of(text.getString());
            case null, default -> Optional.empty();
        };
    }
}
