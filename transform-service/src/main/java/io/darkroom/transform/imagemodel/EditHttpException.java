package io.darkroom.transform.imagemodel;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Optional;

/** The provider answered with an error. Its text is not kept: it may quote a key or a prompt. */
final class EditHttpException extends HttpException {
    private final transient Optional<Duration> retryAfter;
    private final String code;

    /**
     * @param code {@code error.code} of the answer; empty where it has none
     */
    EditHttpException(int status, String code, Optional<Duration> retryAfter) {
        super(status, "The provider answered with status " + status);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    String code() {
        return code;
    }

    /** How long the provider asked to be left alone. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
