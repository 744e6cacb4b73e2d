package io.darkroom.service.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A row as the relay reads it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared; Kafka takes bytes.
record OutboxRow(
        long id, String topic, String key, Map<String, String> headers, byte @Nullable [] payload) {

    /** What must keep its order. */
    record Line(String topic, String key) {}

    Line line() {
        return new Line(topic, key);
    }

    ProducerRecord<String, byte[]> toRecord() {
        var record = new ProducerRecord<String, byte[]>(topic, key, payload);
        headers.forEach((name, value) ->
                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
