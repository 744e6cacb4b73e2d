package io.darkroom.contracts;

import org.jspecify.annotations.Nullable;

/** A record that is no event of its topic. Reading it again will not help. */
public final class MalformedEventException extends RuntimeException {
    public MalformedEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
