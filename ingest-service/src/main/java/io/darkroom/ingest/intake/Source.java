package io.darkroom.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.ObjectRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket, or what lies under a prefix of one, from which originals are taken.
 *
 * @param tenant whose assets its objects become
 * @param request what is asked for watched objects
 * @param since listing takes nothing in that is older
 */
public record Source(
        String bucket,
        String prefix,
        String tenant,
        boolean watched,
        JsonNode request,
        @Nullable Instant since) {

    boolean holds(ObjectRef object) {
        return object.bucket().equals(bucket) && object.key().startsWith(prefix);
    }
}
