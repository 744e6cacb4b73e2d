package io.darkroom.service.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Turns a key into the identity of its holder. */
@Singleton
class ApiKeyIdentityProvider implements IdentityProvider<ApiKeyRequest> {
    private final ApiKeys keys;

    ApiKeyIdentityProvider(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Class<ApiKeyRequest> getRequestType() {
        return ApiKeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            ApiKeyRequest request, AuthenticationRequestContext context) {
        return keys.holderOf(request.key())
                .map(holder ->
                        identity(
                                holder.orElseThrow(() ->
                                        new AuthenticationFailedException(
                                                "The key is not known"))));
    }

    private static SecurityIdentity identity(ApiKeys.Holder holder) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.name()))
                .addRoles(holder.roles().stream().map(Role::id).collect(Collectors.toSet()))
                .addAttribute(Caller.TENANT, holder.tenant())
                .addAttribute(RateLimits.CALLER, holder.key())
                .build();
    }
}
