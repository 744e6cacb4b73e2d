package io.darkroom.service.problem;

import io.vertx.core.http.HttpClosedException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that could not be read to their end through no fault of the service's. Most often nobody
 * is left to read the answer; what matters is that no defect is reported.
 */
final class BodyFailure {
    private static final Logger LOG = Logger.getLogger(BodyFailure.class);

    /** What Quarkus REST says when it cuts a body at its limit. */
    private static final String TOO_LARGE = "Request too large";

    /** What it says when nothing came for as long as {@code quarkus.http.read-timeout}. */
    private static final String TIMED_OUT = "Read timed out";

    /** What it says when the body ends within a part. */
    private static final String CUT = "Connection terminated";

    private BodyFailure() {}

    /** The problem, if the exception is about the request's body. */
    static Optional<Problem> of(IOException thrown) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            Problem problem = ofOne(cause);
            if (problem != null) {
                return Optional.of(problem);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static @Nullable Problem ofOne(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return switch (cause) {
            case BodyTooLargeException _ -> Problems.ofStatus(413);
            case CharConversionException _ ->
                    ProblemType.REQUEST_MALFORMED.because(
                            "The body holds bytes that stand for no character; send JSON in"
                                    + " UTF-8.");
            case HttpClosedException _, ClosedChannelException _ -> cut();
            case IOException _ when message.equals(TOO_LARGE) -> Problems.ofStatus(413);
            case IOException _ when message.equals(TIMED_OUT) -> tooSlow();
            case IOException _ when message.startsWith(CUT) -> cut();
            default -> null;
        };
    }

    private static Problem cut() {
        LOG.info("A client went away before its request had come to its end");
        return ProblemType.REQUEST_MALFORMED.because(
                "The body ends before it is complete; a multipart body ends with its closing"
                        + " boundary.");
    }

    private static Problem tooSlow() {
        LOG.info("A client stopped sending in the middle of its request");
        return ProblemType.UPLOAD_TOO_SLOW.because("Send the body without long pauses.");
    }
}
