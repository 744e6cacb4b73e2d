package io.darkroom.service.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Nobody reaches the API without a key, whatever a resource's annotations say or forget. Open are
 * the pages and their files, health and metrics.
 */
@Singleton
class KeyNeeded implements HttpSecurityPolicy {
    private static final String API = "/v1";

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context,
            Uni<SecurityIdentity> identity,
            AuthorizationRequestContext authorization) {
        if (!isApi(context.normalizedPath())) {
            return CheckResult.permit();
        }
        return identity.map(caller -> caller.isAnonymous() ? CheckResult.DENY : CheckResult.PERMIT);
    }

    static boolean isApi(String path) {
        return path.equals(API) || path.startsWith(API + "/") || path.startsWith(API + ";");
    }
}
