package io.darkroom.service.outbox;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Event;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent.
 *
 * @param eventId the CloudEvents id; sent again, a record keeps it
 * @param key the record's key: records of one key are sent in the order they were appended
 * @param headers the record's headers; the trace context is added by {@link Outbox}
 * @param payload absent for a tombstone
 * @param notBefore when it may be sent at the earliest, by the database's clock; absent for at
 *     once. A record that waits lets later records of its key pass.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; Kafka takes bytes.
public record OutboxRecord(
        UUID eventId,
        String topic,
        String key,
        Map<String, String> headers,
        byte @Nullable [] payload,
        @Nullable Instant notBefore) {
    public OutboxRecord {
        headers = Map.copyOf(headers);
    }

    /** An event, to be sent at once. Its id must be a UUID, as Darkroom's are. */
    public static OutboxRecord of(String topic, CloudEvent<? extends Event> event) {
        return new OutboxRecord(
                UUID.fromString(event.id()),
                topic,
                event.subject(),
                event.headers(),
                event.value(),
                null);
    }

    /** Nothing more is to be known of this key: a record without a value. */
    public static OutboxRecord tombstone(UUID eventId, String topic, String key) {
        return new OutboxRecord(eventId, topic, key, Map.of(), null, null);
    }

    /** The same record, to be sent at this time at the earliest. */
    public OutboxRecord notBefore(Instant time) {
        return new OutboxRecord(eventId, topic, key, headers, payload, time);
    }
}
