package io.darkroom.captioning.model;

/** An answer had more bytes than {@code darkroom.model.max-answer-bytes}. */
final class AnswerTooLargeException extends RuntimeException {
    AnswerTooLargeException(int maxBytes) {
        super("The answer had more than " + maxBytes + " bytes");
    }
}
