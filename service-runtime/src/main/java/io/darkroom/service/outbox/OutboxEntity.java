package io.darkroom.service.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that is owed to Kafka. Written once by {@link Outbox}, deleted once it is sent. The
 * table's own key, the order of sending, is the database's to give; were it this entity's, every
 * row would be written by itself, and at once.
 */
@Entity(name = "Outbox")
@Table(name = "outbox")
class OutboxEntity {
    @Id
    @Column(name = "event_id", nullable = false, updatable = false)
    private UUID eventId;

    @Column(name = "topic", nullable = false, updatable = false)
    private String topic;

    @Column(name = "record_key", nullable = false, updatable = false)
    private String key;

    @Column(name = "headers", nullable = false, updatable = false)
    private String headers;

    @Column(name = "payload", updatable = false)
    private byte @Nullable [] payload;

    @Column(name = "not_before", updatable = false)
    private @Nullable Instant notBefore;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected OutboxEntity() {}

    OutboxEntity(OutboxRecord record, Map<String, String> headers) {
        this.eventId = record.eventId();
        this.topic = record.topic();
        this.key = record.key();
        this.headers = HeadersJson.write(headers);
        this.payload = record.payload();
        this.notBefore = record.notBefore();
    }
}
