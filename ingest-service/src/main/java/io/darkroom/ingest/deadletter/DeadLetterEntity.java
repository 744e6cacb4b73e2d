package io.darkroom.ingest.deadletter;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.ingest.asset.Uuid7;
import io.darkroom.service.outbox.OutboxRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A letter as whoever replays it needs it; {@link DeadLetterIndex} knows the rest of the row. */
@Entity
@Table(name = "dead_letter")
class DeadLetterEntity {
    @Id private UUID id;

    @Enumerated(EnumType.STRING)
    private DeadLetterView.State state;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private @Nullable Stage stage;

    @Column(updatable = false)
    private String topic;

    @Column(updatable = false)
    private @Nullable String recordKey;

    @Column(updatable = false)
    private String headers;

    @Column(updatable = false)
    private byte @Nullable [] payload;

    @Column(updatable = false)
    private @Nullable UUID assetId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Lane lane;

    private int replays;

    @SuppressWarnings("UnusedVariable") // for the index
    private @Nullable Instant replayedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields in
    protected DeadLetterEntity() {}

    boolean queued() {
        return state == DeadLetterView.State.QUEUED;
    }

    @Nullable Stage stage() {
        return stage;
    }

    @Nullable UUID assetId() {
        return assetId;
    }

    Lane lane() {
        return lane;
    }

    int replays() {
        return replays;
    }

    /** It is sent with this transaction, or was settled meanwhile. */
    void replayed(Instant at) {
        state = DeadLetterView.State.REPLAYED;
        replays++;
        replayedAt = at;
    }

    /**
     * The record as it was, under an id of its own: what was sent before is not what is owed.
     * Absent where the letter has none.
     */
    Optional<OutboxRecord> record() {
        if (payload == null) {
            return Optional.empty();
        }
        String key = recordKey == null ? id.toString() : recordKey;
        return Optional.of(
                new OutboxRecord(
                        Uuid7.at(Instant.now()),
                        topic,
                        key,
                        LetterHeaders.read(headers),
                        payload,
                        null));
    }
}
