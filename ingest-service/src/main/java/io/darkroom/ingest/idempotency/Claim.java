package io.darkroom.ingest.idempotency;

import java.util.Map;
import java.util.UUID;

/** What a key turned out to be when a request came with it. */
sealed interface Claim {
    /**
     * The request is this one's to work on.
     *
     * @param subject the id to give to what it makes
     */
    record Taken(UUID subject) implements Claim {}

    /** The same request was answered. */
    record Answered(Answer answer) implements Claim {}

    /** The same request is being worked on. */
    record InUse() implements Claim {}

    /** The key belongs to another request. */
    record OfAnother() implements Claim {}

    /** An answer as it was sent. */
    record Answer(int status, Map<String, String> headers, String body) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }
}
