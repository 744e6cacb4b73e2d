package io.darkroom.ingest.idempotency;

import io.darkroom.ingest.asset.Uuid7;
import java.time.Instant;
import java.util.UUID;

/**
 * What a request makes. Another instance may work on the same request: after the first failed, or
 * while it is only slow. Both make the one thing under the same id, and whoever is beaten removes
 * what it wrote; so each writes to places of its own.
 *
 * @param id of the thing
 * @param attempt tells what this attempt writes from what others write; the first one's is the id
 * @param kept whether the id is kept, so that others may come to work on the request
 */
public record Subject(UUID id, UUID attempt, boolean kept) {
    /** What nobody else knows of. */
    public static Subject anew() {
        UUID id = Uuid7.at(Instant.now());
        return new Subject(id, id, false);
    }

    /** Of these others may come to know, by a key. */
    Subject keptAs(UUID id) {
        return new Subject(id, attempt, true);
    }

    /** Whether nobody has worked on it before. */
    public boolean first() {
        return attempt.equals(id);
    }
}
