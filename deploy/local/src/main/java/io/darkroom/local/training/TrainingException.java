package io.darkroom.local.training;

/** A training run made no archive. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TrainingException(String message, Exception cause) {
        super(message, cause);
    }
}
