package io.darkroom.storage;

import org.jspecify.annotations.Nullable;

/**
 * The object store could not do what it was asked. Of this very class: it was out of reach or in
 * trouble, and trying again can help. The subtypes are final answers.
 */
public sealed class ObjectStoreException extends RuntimeException
        permits ObjectMissingException, ObjectTooLargeException, ObjectStoreRefusedException {
    public ObjectStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same request can succeed later without anybody changing anything. */
    public boolean worthRetrying() {
        return getClass() == ObjectStoreException.class;
    }
}
