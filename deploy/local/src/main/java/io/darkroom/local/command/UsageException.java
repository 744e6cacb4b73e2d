package io.darkroom.local.command;

/** What was asked cannot be done as asked; the message says what to do. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message);
    }
}
