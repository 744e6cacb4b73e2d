package io.darkroom.ingest.intake.direct;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.storage.S3Config;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where the bytes of direct uploads lie until they are measured: never where originals do. */
@ApplicationScoped
class Staging {
    static final String PREFIX = "staging/";

    private static final Pattern KEY =
            Pattern.compile("staging/[^/]+/(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})");

    private final String bucket;

    Staging(S3Config buckets) {
        this.bucket = buckets.originalsBucket();
    }

    String bucket() {
        return bucket;
    }

    ObjectRef of(DirectUploadEntity upload) {
        return new ObjectRef(bucket, PREFIX + upload.tenant() + "/" + upload.id());
    }

    /** Of which upload this is the place, if it has the form of one. */
    static Optional<UUID> upload(ObjectRef ref) {
        var match = KEY.matcher(ref.key());
        return match.matches() ? Optional.of(UUID.fromString(match.group(1))) : Optional.empty();
    }
}
