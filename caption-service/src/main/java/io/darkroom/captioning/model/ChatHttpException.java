package io.darkroom.captioning.model;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Optional;

/** The provider answered with an error. Its text is not kept: it may quote a key or a prompt. */
final class ChatHttpException extends HttpException {
    private final transient Optional<Duration> retryAfter;

    ChatHttpException(int status, Optional<Duration> retryAfter) {
        super(status, "The provider answered with status " + status);
        this.retryAfter = retryAfter;
    }

    /** How long the provider asked to be left alone. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
