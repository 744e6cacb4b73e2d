package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;

/** There is no such object. */
public final class ObjectMissingException extends ObjectStoreException {
    public ObjectMissingException(ObjectRef ref) {
        super("There is no object " + ref.key() + " in bucket " + ref.bucket(), null);
    }
}
