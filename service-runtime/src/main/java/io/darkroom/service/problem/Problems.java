package io.darkroom.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.net.SocketException;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** From whatever was thrown to the problem that is answered, for every way that leads out. */
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /** The problem for this exception. What nobody expected is logged under an error id. */
    static Problem of(Throwable thrown) {
        return switch (thrown) {
            case ProblemException known -> known.problem();
            case UnauthorizedException _, AuthenticationFailedException _ -> unauthorized();
            case ForbiddenException _ -> forbidden();
            case ConstraintViolationException violations -> ViolationProblems.of(violations);
            case WebApplicationException web -> ofWeb(web);
            case JsonProcessingException json -> JsonProblems.of(json);
            case IOException io -> BodyFailure.of(io).orElseGet(() -> ofIo(io));
            case CompletionException wrapped when wrapped.getCause() != null ->
                    of(wrapped.getCause());
            default -> Outage.isBehind(thrown) ? unavailable(thrown) : unexpected(thrown);
        };
    }

    /** A driver's failed connection arrives as it is; the rest is the local disk. */
    private static Problem ofIo(IOException io) {
        return io instanceof SocketException ? unavailable(io) : unexpected(io);
    }

    /** What is no defect, and passes: the client does best to come back. */
    private static Problem unavailable(Throwable thrown) {
        LOG.warnf("A request met an outage cause=%s", thrown.toString());
        return ProblemType.UNAVAILABLE.because(
                "A part that the service needs does not answer. Nothing was kept of the request;"
                        + " send it again later.");
    }

    /** The problem for a status that somebody set without saying more. */
    static Problem ofStatus(int status) {
        var type = ProblemType.ofStatus(status);
        return switch (type) {
            case UNAUTHORIZED -> unauthorized();
            case FORBIDDEN -> forbidden();
            case NOT_FOUND ->
                    type.because("Check the path; docs/openapi lists those that there are.");
            case METHOD_NOT_ALLOWED ->
                    type.because("The Allow header lists the methods of this path.");
            case FILE_TOO_LARGE -> type.because("Send fewer bytes; the limit is configured.");
            case MEDIA_TYPE_UNSUPPORTED -> type.because("Check the Content-Type of the request.");
            case NOT_ACCEPTABLE -> type.because("Accept application/json and problem+json.");
            case INTERNAL_ERROR -> type.because("The server could not answer; try again later.");
            default -> type.because("The request cannot be read as it was sent.");
        };
    }

    static Problem unauthorized() {
        return ProblemType.UNAUTHORIZED.because(
                "Send a valid key or token in the header 'Authorization: Bearer <key>'.");
    }

    private static Problem forbidden() {
        return ProblemType.FORBIDDEN.because("Ask for a key with a role that allows this.");
    }

    private static Problem ofWeb(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        Throwable cause = e.getCause();
        if (cause instanceof JsonProcessingException json) {
            return JsonProblems.of(json);
        }
        if (status >= 500) {
            return unexpected(e);
        }
        return ofStatus(status);
    }

    private static Problem unexpected(Throwable e) {
        String errorId = UUID.randomUUID().toString();
        LOG.errorf(e, "Unexpected failure of a request errorId=%s", errorId);
        return ProblemType.INTERNAL_ERROR
                .because("This is a defect or an outage; its error id leads to it in the log.")
                .named("urn:uuid:" + errorId);
    }
}
