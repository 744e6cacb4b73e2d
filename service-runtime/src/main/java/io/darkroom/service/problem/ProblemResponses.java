package io.darkroom.service.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Problems as HTTP answers, inside Quarkus REST and in front of it. */
public final class ProblemResponses {
    /** RFC 6750, section 3. */
    static final String CHALLENGE = "Bearer realm=\"darkroom\"";

    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final String RETRY_AFTER = "Retry-After";

    /** When to come back after an outage, where nobody knows better: a restart takes about that. */
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private ProblemResponses() {}

    /** The answer of a resource. */
    public static Response of(Problem problem) {
        return of(problem, null);
    }

    static Response of(Problem problem, @Nullable Duration retryAfter) {
        var response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(bytes(problem));
        if (problem.status() == 401) {
            response.header(WWW_AUTHENTICATE, CHALLENGE);
        }
        Duration wait = wait(problem, retryAfter);
        if (wait != null) {
            response.header(RETRY_AFTER, seconds(wait));
        }
        return response.build();
    }

    /** The answer of a Vert.x handler. Nothing is sent where an answer is on its way already. */
    static void send(HttpServerResponse response, Problem problem, @Nullable Duration retryAfter) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        response.headers().remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.TRANSFER_ENCODING);
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.status() == 401) {
            response.putHeader(WWW_AUTHENTICATE, CHALLENGE);
        }
        Duration wait = wait(problem, retryAfter);
        if (wait != null) {
            response.putHeader(RETRY_AFTER, Long.toString(seconds(wait)));
        }
        response.end(io.vertx.core.buffer.Buffer.buffer(bytes(problem)));
    }

    private static @Nullable Duration wait(Problem problem, @Nullable Duration asked) {
        return asked == null && problem.status() == 503 ? OUTAGE : asked;
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    private static byte[] bytes(Problem problem) {
        return problem.json().getBytes(StandardCharsets.UTF_8);
    }
}
