package io.darkroom.storage;

import org.jspecify.annotations.Nullable;

/**
 * The object store could not do what it was asked. Unless a subtype says otherwise, trying again
 * can help.
 */
public sealed class ObjectStoreException extends RuntimeException
        permits ObjectMissingException, ObjectTooLargeException {
    public ObjectStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
