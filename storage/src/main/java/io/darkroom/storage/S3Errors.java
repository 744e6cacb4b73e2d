package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;
import io.minio.errors.ErrorResponseException;
import java.util.Set;

/** What the SDK throws, as what callers can decide by. */
final class S3Errors {
    private static final Set<String> BUCKET_IS_THERE =
            Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");
    private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchObject");
    private static final Set<String> PASSING =
            Set.of("SlowDown", "RequestTimeout", "InternalError", "ServiceUnavailable");

    private S3Errors() {}

    static boolean saysBucketIsThere(Exception e) {
        return e instanceof ErrorResponseException answer
                && BUCKET_IS_THERE.contains(answer.errorResponse().code());
    }

    /**
     * The SDK's message stays in the cause: it may quote the request. A connection that failed
     * comes as an IllegalStateException around what happened (9.0.4).
     */
    static ObjectStoreException translate(String what, ObjectRef ref, Exception e) {
        String where = what + " " + ref.key() + " in bucket " + ref.bucket();
        if (e instanceof ErrorResponseException answer) {
            String code = answer.errorResponse().code();
            if (MISSING.contains(code)) {
                return new ObjectMissingException(ref);
            }
            int status = answer.response() == null ? 0 : answer.response().code();
            if (status >= 400 && status < 500 && status != 429 && !PASSING.contains(code)) {
                return new ObjectStoreRefusedException(
                        "The object store refused to " + where + ": " + code, e);
            }
            return new ObjectStoreException("The object store failed to " + where + ": " + code, e);
        }
        if (e.getCause() instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new ObjectStoreException("The object store could not be reached to " + where, e);
    }
}
