package io.darkroom.storage;

import org.jspecify.annotations.Nullable;

/**
 * The object store answered, and its answer is no: a wrong key, no right, no such bucket, a request
 * it does not understand. The same request will be refused again until somebody changes something.
 */
public final class ObjectStoreRefusedException extends ObjectStoreException {
    public ObjectStoreRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
