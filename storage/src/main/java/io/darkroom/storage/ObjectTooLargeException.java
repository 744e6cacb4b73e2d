package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;

/** The object holds more bytes than its reader takes. */
public final class ObjectTooLargeException extends ObjectStoreException {
    public ObjectTooLargeException(ObjectRef ref, long maxBytes) {
        super(
                "Object "
                        + ref.key()
                        + " in bucket "
                        + ref.bucket()
                        + " has more than "
                        + maxBytes
                        + " bytes",
                null);
    }
}
