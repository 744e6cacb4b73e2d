package io.darkroom.captioning.model;

import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.darkroom.stage.provider.AnswerTooLargeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider gave no answer.
 *
 * @param words for operations: never a provider's own text, which may quote a key or a prompt
 * @param retryAfter how long the provider asked to be left alone
 */
record Trouble(Kind kind, String words, Optional<Duration> retryAfter) {

    /** What can be done about it. */
    enum Kind {
        /** The model will not answer this question. */
        REFUSED,
        /** This picture or question is wrong; others may be right. */
        REQUEST,
        /** Nothing will work before somebody changes the configuration. */
        CONFIGURATION,
        /** Too much was asked. */
        BUSY,
        /** Nobody there, or in trouble. */
        DOWN
    }

    static Trouble of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Trouble known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return down(
                "The provider's answer is not what its interface promises ("
                        + thrown.getClass().getSimpleName()
                        + ")");
    }

    private static @Nullable Trouble known(Throwable thrown) {
        return switch (thrown) {
            case ContentFilteredException _ ->
                    new Trouble(Kind.REFUSED, "The model refuses to answer", Optional.empty());
            case UnsupportedFeatureException _ ->
                    configuration("The provider cannot do what darkroom.model.structure asks for");
            case AnswerTooLargeException e ->
                    new Trouble(Kind.REQUEST, String.valueOf(e.getMessage()), Optional.empty());
            case ChatHttpException e -> status(e.statusCode(), e.retryAfter());
            case UnknownHostException _ -> down("The host of darkroom.model.base-url is not known");
            case ConnectException _ -> down("Nobody answers at darkroom.model.base-url");
            case HttpTimeoutException _ -> down("No answer came in time");
            case SSLException _ -> down("No trusted connection to the provider could be made");
            case IOException _ -> down("The connection to the provider broke");
            default -> null;
        };
    }

    private static Trouble status(int status, Optional<Duration> retryAfter) {
        return switch (status) {
            case 401, 403 ->
                    configuration(
                            "The provider refuses the key (status %d): check darkroom.model.api-key"
                                    .formatted(status));
            case 404 ->
                    configuration(
                            "The provider knows no such model or address (status 404): check"
                                    + " darkroom.model.name and darkroom.model.base-url");
            case 402 -> configuration("The provider wants to be paid (status 402)");
            case 429 -> new Trouble(Kind.BUSY, "The provider's limits are reached", retryAfter);
            case 408, 409, 425 -> down("The provider did not finish (status " + status + ")");
            default ->
                    status >= 500
                            ? new Trouble(
                                    Kind.DOWN,
                                    "The provider is in trouble (status " + status + ")",
                                    retryAfter)
                            : new Trouble(
                                    Kind.REQUEST,
                                    "The provider refuses the request (status " + status + ")",
                                    Optional.empty());
        };
    }

    private static Trouble configuration(String words) {
        return new Trouble(Kind.CONFIGURATION, words, Optional.empty());
    }

    private static Trouble down(String words) {
        return new Trouble(Kind.DOWN, words, Optional.empty());
    }
}
