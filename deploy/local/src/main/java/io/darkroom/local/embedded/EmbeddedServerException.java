package io.darkroom.local.embedded;

/** An embedded server did not start or stop; the message says which, and the cause says why. */
public final class EmbeddedServerException extends RuntimeException {
    public EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }

    public EmbeddedServerException(String message) {
        super(message);
    }
}
