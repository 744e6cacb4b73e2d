package io.darkroom.service.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Headers on every answer that keep a browser from doing more with it than it should. */
@ApplicationScoped
class BrowserHeaders {
    private final String contentSecurityPolicy;

    BrowserHeaders(
            @ConfigProperty(name = "darkroom.http.content-security-policy")
                    String contentSecurityPolicy) {
        this.contentSecurityPolicy = contentSecurityPolicy;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::add);
    }

    private void add(RoutingContext context) {
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .putHeader("Content-Security-Policy", contentSecurityPolicy);
        if (context.request().isSSL()) {
            context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (KeyNeeded.isApi(context.normalizedPath())) {
            context.addHeadersEndHandler(_ -> keepOutOfCaches(context.response()));
        }
        context.next();
    }

    /** What a key opened is nobody else's, unless its endpoint says how it may be kept. */
    private static void keepOutOfCaches(HttpServerResponse response) {
        if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
