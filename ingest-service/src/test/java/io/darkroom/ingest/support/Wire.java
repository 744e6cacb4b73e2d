package io.darkroom.ingest.support;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Event;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.TopicContents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Kafka as the other services see it: a stand-in for what they send, and what they hear. */
public final class Wire {
    private static final Map<String, TopicContents> CONTENTS = new ConcurrentHashMap<>();

    private Wire() {}

    /** Sends what a stage reports. */
    public static void send(StageFinished event) {
        send(Topics.STAGE_FINISHED, EventIds.stageFinished(event), event);
    }

    public static void send(String topic, UUID id, Event event) {
        var cloud = CloudEvent.of(id, "/test", Instant.now(), event);
        send(topic, event.assetId().toString(), cloud.value(), cloud.headers());
    }

    public static void send(String topic, String key, byte[] value, Map<String, String> headers) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers());
        try (var producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            var message = new ProducerRecord<>(topic, key, value);
            headers.forEach((name, text) ->
                    message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            var _ = producer.send(message);
            producer.flush();
        }
    }

    /** Sends a record that is larger than a topic takes, but for its compression. */
    public static void sendCompressed(String topic, String key, byte[] value) {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        servers(),
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        2 * value.length);
        try (var producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            var _ = producer.send(new ProducerRecord<>(topic, key, value));
            producer.flush();
        }
    }

    /** Sends many records with headers, over one connection. */
    public static void sendAll(Stream<ProducerRecord<String, byte[]>> records) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers());
        try (var producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            records.forEach(record -> {
                var _ = producer.send(record);
            });
            producer.flush();
        }
    }

    /** What a stage reports, as a record. */
    public static ProducerRecord<String, byte[]> record(StageFinished event) {
        var cloud = CloudEvent.of(EventIds.stageFinished(event), "/test", Instant.now(), event);
        return record(
                Topics.STAGE_FINISHED, event.assetId().toString(), cloud.value(), cloud.headers());
    }

    public static ProducerRecord<String, byte[]> record(
            String topic, String key, byte[] value, Map<String, String> headers) {
        var record = new ProducerRecord<>(topic, key, value);
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    /** Sends many records without keys, which so go to every partition. */
    public static void sendAll(String topic, List<byte[]> values) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers());
        try (var producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (byte[] value : values) {
                var _ = producer.send(new ProducerRecord<>(topic, value));
            }
            producer.flush();
        }
    }

    /** All the events about this asset on a topic, in order. */
    public static <T> List<CloudEvent<T>> about(UUID assetId, String topic, Class<T> type) {
        return records(topic).stream()
                .filter(message -> assetId.toString().equals(message.key()))
                .filter(message ->
                        headers(message).getOrDefault("ce_type", "").contains(type.getSimpleName()))
                .map(message -> CloudEvent.read(headers(message), message.value(), type))
                .toList();
    }

    /** Everything that was on a topic since these tests looked at it first. */
    public static List<ConsumerRecord<String, byte[]>> records(String topic) {
        return CONTENTS.computeIfAbsent(topic, _ -> new TopicContents(servers(), topic)).records();
    }

    /** What a topic holds for somebody who comes to it now. */
    public static List<ConsumerRecord<String, byte[]>> recordsForANewcomer(String topic) {
        return TopicContents.read(servers(), topic);
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> message) {
        var headers = new HashMap<String, String>();
        message.headers()
                .forEach(header -> headers.put(header.key(), CloudEvent.text(header.value())));
        return headers;
    }

    private static String servers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
