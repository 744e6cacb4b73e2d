package io.darkroom.ingest.deadletter;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for dead letters to be sent again: one, those of a consumer, of a cause, of both, or all.
 *
 * @param id of one letter; nothing else narrows then
 * @param cause slug of the problem's type, such as {@code stage-crashed}
 * @param all where nothing narrows it: so that a forgotten filter replays nothing
 * @param quarantined those that came back too often, too
 * @param dryRun only counts
 */
@Schema(description = "Asks for dead letters to be sent again.")
public record ReplayRequest(
        @Nullable UUID id,
        @Nullable String consumer,
        @Nullable String cause,
        @Schema(description = "Needed where nothing narrows it", defaultValue = "false")
                @Nullable Boolean all,
        @Schema(description = "Those in quarantine, too", defaultValue = "false")
                @Nullable Boolean quarantined,
        @Schema(description = "Only count", defaultValue = "false") @Nullable Boolean dryRun) {
    public ReplayRequest {
        boolean narrowed = consumer != null || cause != null;
        if (id != null && (narrowed || Boolean.TRUE.equals(all))) {
            throw new IllegalArgumentException("id names one letter; leave the rest out");
        }
        if (id == null && !narrowed && !Boolean.TRUE.equals(all)) {
            throw new IllegalArgumentException(
                    "id, consumer or cause is missing; for every letter send \"all\": true");
        }
    }

    boolean counts() {
        return Boolean.TRUE.equals(dryRun);
    }

    boolean withQuarantined() {
        return Boolean.TRUE.equals(quarantined);
    }
}
