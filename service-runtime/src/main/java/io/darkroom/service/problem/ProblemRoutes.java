package io.darkroom.service.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Answers with problems where a request ends before it reaches a resource. */
@ApplicationScoped
class ProblemRoutes {
    /** Before Quarkus's own check of the body's size, which answers without a body. */
    private static final int BEFORE_UPLOAD_LIMIT = -3;

    /** Before every other failure handler. */
    private static final int FIRST = Integer.MIN_VALUE;

    /** How long a client may go on sending what will not be read, so that it sees the answer. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final long maxBodyBytes;

    ProblemRoutes(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M")
                    MemorySize maxBodySize) {
        this.maxBodyBytes = maxBodySize.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).failureHandler(this::answerFailure);
        router.route().order(BEFORE_UPLOAD_LIMIT).handler(this::refuseOversized);
        router.route().order(BEFORE_UPLOAD_LIMIT).handler(ProblemRoutes::refuseBoundless);
        router.route().last().handler(context -> context.fail(404));
    }

    private void answerFailure(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        Throwable failure = context.failure();
        var retryAfter = failure instanceof ProblemException known ? known.retryAfter() : null;
        Problem problem =
                failure == null || isPlainStatus(context)
                        ? Problems.ofStatus(context.statusCode())
                        : Problems.of(failure);
        ProblemResponses.send(context.response(), problem, retryAfter);
    }

    /** Vert.x says 4xx with an exception of its own where the request cannot be read. */
    private static boolean isPlainStatus(RoutingContext context) {
        return context.statusCode() >= 400
                && context.statusCode() < 500
                && !(context.failure() instanceof ProblemException);
    }

    private void refuseOversized(RoutingContext context) {
        if (declaredLength(context.request().getHeader(HttpHeaders.CONTENT_LENGTH))
                <= maxBodyBytes) {
            context.next();
            return;
        }
        var request = context.request();
        var connection = request.connection();
        long timer = context.vertx().setTimer(LINGER.toMillis(), _ -> connection.close());
        request.endHandler(_ -> context.vertx().cancelTimer(timer));
        request.handler(_ -> {});
        ProblemResponses.send(
                context.response(),
                ProblemType.FILE_TOO_LARGE.because(
                        "The body has more than " + maxBodyBytes + " bytes; send fewer."),
                null);
        request.resume();
    }

    /** Quarkus REST takes a form without a boundary (RFC 2046, 5.1.1) for one without parts. */
    private static void refuseBoundless(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (lower.startsWith("multipart/") && !lower.contains("boundary=")) {
            context.fail(
                    ProblemType.REQUEST_MALFORMED.exception(
                            "The Content-Type of a multipart body needs its boundary."));
            return;
        }
        context.next();
    }

    private static long declaredLength(@Nullable String header) {
        if (header == null) {
            return 0;
        }
        try {
            return Long.parseLong(header.trim());
        } catch (NumberFormatException _) {
            return 0; // Vert.x has refused such a request already.
        }
    }
}
