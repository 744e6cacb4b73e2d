package io.darkroom.stage.provider;

/** A provider's answer had more bytes than are read; asked again it would be no smaller. */
public final class AnswerTooLargeException extends RuntimeException {
    AnswerTooLargeException(int maxBytes) {
        super("The answer had more than " + maxBytes + " bytes");
    }
}
