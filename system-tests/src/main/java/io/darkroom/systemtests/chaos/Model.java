package io.darkroom.systemtests.chaos;

import io.darkroom.contracts.Asset;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What was handed in, what Darkroom answered, and what must come of it. Safe for many threads. */
final class Model {
    private final Map<String, Entry> uploads = new ConcurrentHashMap<>();

    /** The kinds of picture that are handed in. */
    enum Kind {
        /** Whole, and nobody need look at it. */
        PLAIN(202, Asset.State.PUBLISHED),
        /** Whole, asks for review, and is approved. */
        APPROVED(202, Asset.State.PUBLISHED),
        /** Whole, asks for review, and is rejected. */
        REJECTED(202, Asset.State.REJECTED),
        /** Cut in the middle. */
        TRUNCATED(422, null),
        /** Not a picture. */
        TEXT(415, null);

        private final int status;
        private final Asset.@Nullable State end;

        Kind(int status, Asset.@Nullable State end) {
            this.status = status;
            this.end = end;
        }

        /** The HTTP status of its answer. */
        int status() {
            return status;
        }

        /** Where its asset rests; nothing where there must be none. */
        Asset.@Nullable State end() {
            return end;
        }
    }

    /**
     * One upload.
     *
     * @param asset the id that was answered; nothing where it was refused, or never answered
     * @param answer the status of the last word; 0 where none came
     */
    record Entry(String externalId, Kind kind, @Nullable UUID asset, int answer) {}

    void began(String externalId, Kind kind) {
        uploads.put(externalId, new Entry(externalId, kind, null, 0));
    }

    void answered(String externalId, Kind kind, int status, @Nullable UUID asset) {
        uploads.put(externalId, new Entry(externalId, kind, asset, status));
    }

    Collection<Entry> uploads() {
        return uploads.values();
    }

    long accepted() {
        return uploads.values().stream().filter(upload -> upload.asset() != null).count();
    }
}
