package io.darkroom.storage;

import io.darkroom.contracts.ObjectRef;
import io.minio.errors.ErrorResponseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the SDK throws, as what callers can decide by. */
final class S3Errors {
    private static final Set<String> BUCKET_IS_THERE =
            Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");
    private static final Set<String> MISSING =
            Set.of("NoSuchKey", "NoSuchObject", "NoSuchVersion", "NoSuchUpload");
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
        if (e instanceof ErrorResponseException answer) {
            int status = answer.response() == null ? 0 : answer.response().code();
            return ofAnswer(what, ref, answer.errorResponse().code(), status, e);
        }
        if (e.getCause() instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new ObjectStoreException(
                "The object store could not be reached to " + where(what, ref), e);
    }

    /** The same for an answer of the store. */
    static ObjectStoreException ofAnswer(
            String what, ObjectRef ref, String code, int status, @Nullable Exception cause) {
        String where = where(what, ref);
        if (MISSING.contains(code)) {
            return new ObjectMissingException(ref);
        }
        if (status >= 400 && status < 500 && status != 429 && !PASSING.contains(code)) {
            return new ObjectStoreRefusedException(
                    "The object store refused to " + where + ": " + code, cause);
        }
        return new ObjectStoreException("The object store failed to " + where + ": " + code, cause);
    }

    private static String where(String what, ObjectRef ref) {
        return what + " " + ref.key() + " in bucket " + ref.bucket();
    }
}
