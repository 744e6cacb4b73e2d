package io.darkroom.ingest.deadletter;

import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A record that was given up.
 *
 * @param consumer the stage or consumer that gave it up
 * @param topic where it came from
 * @param attempts how often it was tried, the last time it was given up
 * @param times how often it was given up
 * @param replays how often it was replayed
 */
@Schema(name = "DeadLetter", description = "A record that was given up.")
public record DeadLetterView(
        UUID id,
        State state,
        String consumer,
        String topic,
        @Nullable UUID assetId,
        Failure error,
        int attempts,
        int times,
        int replays,
        Instant firstAt,
        Instant lastAt,
        @Nullable Instant replayedAt,
        @Nullable String replayedBy) {
    /** Where a letter stands. */
    @Schema(name = "DeadLetterState")
    public enum State {
        /** Nobody has replayed it since it came. */
        OPEN,
        /** It is about to be sent. */
        QUEUED,
        /** It was sent, and did not come back. */
        REPLAYED,
        /** It came back too often; only a replay that names it, or quarantine, sends it again. */
        QUARANTINED
    }

    /** What is owed, by cause, and the latest of them one by one. */
    @Schema(name = "DeadLetters", description = "Records that were given up, by cause.")
    public record All(
            List<Cause> causes,
            List<DeadLetterView> letters,
            @Schema(description = "The cursor of the next page; absent on the last one")
                    @Nullable String next) {}

    /**
     * What was given up by the same consumer for the same reason.
     *
     * @param cause the slug of the problem's type
     */
    @Schema(name = "DeadLetterCause", description = "Given up by one consumer for one reason.")
    public record Cause(
            String consumer,
            String cause,
            String title,
            long open,
            long quarantined,
            long queued,
            Instant firstAt,
            Instant lastAt) {}

    /**
     * A letter with what was given up.
     *
     * @param headers the record's own
     * @param payload the record's value as text, cut after 64 KiB; absent where it had none, or was
     *     too large for a dead letter
     */
    @Schema(name = "DeadLetterRecord", description = "A dead letter with the record itself.")
    public record Whole(
            DeadLetterView letter,
            @Nullable String key,
            Map<String, String> headers,
            @Nullable String payload) {
        /** Whether there is anything to send again. */
        boolean sendable() {
            return payload != null
                    || (Stage.find(letter.consumer()).isPresent() && letter.assetId() != null);
        }
    }
}
