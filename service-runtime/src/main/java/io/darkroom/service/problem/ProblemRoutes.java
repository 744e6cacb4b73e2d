package io.darkroom.service.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
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

    /** Marks, in the request's own Vert.x context, that its body is counted. */
    private static final Object COUNTED = new Object();

    private final Vertx vertx;
    private final long maxBodyBytes;
    private final long maxDocumentBytes;

    ProblemRoutes(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M")
                    MemorySize maxBodySize,
            @ConfigProperty(name = "darkroom.http.max-document-size", defaultValue = "2M")
                    MemorySize maxDocumentSize) {
        this.vertx = vertx;
        this.maxBodyBytes = maxBodySize.asLongValue();
        this.maxDocumentBytes = Math.min(maxBodyBytes, maxDocumentSize.asLongValue());
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).failureHandler(this::answerFailure);
        router.route().order(BEFORE_UPLOAD_LIMIT).handler(this::refuseOversized);
        router.route().order(BEFORE_UPLOAD_LIMIT).handler(ProblemRoutes::refuseBoundless);
        router.route().order(FIRST + 1).handler(context -> countUndeclared(router, context));
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

    /**
     * Pictures come in forms, which are read as they come. Every other body is a document that is
     * held in memory whole, many times as large as it was sent.
     */
    private long most(HttpServerRequest request) {
        return isForm(request) ? maxBodyBytes : maxDocumentBytes;
    }

    private void refuseOversized(RoutingContext context) {
        if (declaredLength(context.request().getHeader(HttpHeaders.CONTENT_LENGTH))
                <= most(context.request())) {
            context.next();
            return;
        }
        refuse(context.request());
    }

    /** Starts anew with a request that counts, where nobody said how long the body is. */
    private void countUndeclared(Router router, RoutingContext context) {
        var request = context.request();
        var local = vertx.getOrCreateContext();
        boolean declared =
                request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                        || (request.version() != HttpVersion.HTTP_2
                                && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
        if (declared || request.isEnded() || local.getLocal(COUNTED) != null) {
            context.next();
            return;
        }
        local.putLocal(COUNTED, true);
        router.handle(new BoundedRequest(request, most(request), this::refuse));
    }

    private void refuse(HttpServerRequest request) {
        var connection = request.connection();
        long timer = vertx.setTimer(LINGER.toMillis(), _ -> connection.close());
        request.exceptionHandler(_ -> {});
        request.endHandler(_ -> vertx.cancelTimer(timer));
        request.handler(_ -> {});
        ProblemResponses.send(
                request.response(),
                ProblemType.FILE_TOO_LARGE.because(
                        "The body has more than " + most(request) + " bytes; send fewer."),
                null);
        request.resume();
    }

    /** Quarkus REST takes a form without a boundary (RFC 2046, 5.1.1) for one without parts. */
    private static void refuseBoundless(RoutingContext context) {
        if (isForm(context.request()) && !contentType(context.request()).contains("boundary=")) {
            context.fail(
                    ProblemType.REQUEST_MALFORMED.exception(
                            "The Content-Type of a multipart body needs its boundary."));
            return;
        }
        context.next();
    }

    private static boolean isForm(HttpServerRequest request) {
        return contentType(request).startsWith("multipart/");
    }

    private static String contentType(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
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
