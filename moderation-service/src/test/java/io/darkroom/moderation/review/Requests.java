package io.darkroom.moderation.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.TopicContents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Ingest's side of the topics: asks for reviews and reads what was decided. */
public final class Requests {
    private static final String SAMPLE = "/samples/ReviewRequested.v1.json";

    private Requests() {}

    /** The golden sample about another asset, with these reasons. */
    public static ReviewRequested request(
            UUID asset, long revision, String tenant, String... reasons) {
        try (var in = Objects.requireNonNull(Requests.class.getResourceAsStream(SAMPLE))) {
            var json = (ObjectNode) Json.mapper().readTree(in);
            json.put("reviewId", EventIds.review(asset, revision).toString())
                    .put("assetId", asset.toString())
                    .put("tenant", tenant)
                    .put("revision", revision);
            var codes = json.putArray("reasons");
            for (String reason : reasons) {
                codes.addObject().put("code", reason);
            }
            ((ObjectNode) json.get("record"))
                    .put("id", asset.toString())
                    .put("tenant", tenant)
                    .put("revision", revision);
            return Json.mapper().treeToValue((JsonNode) json, ReviewRequested.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void send(ReviewRequested request) {
        sendAll(List.of(request));
    }

    /** Sends them in order; each was asked for a little later than the one before. */
    public static void sendAll(List<ReviewRequested> requests) {
        Instant first = Instant.now().minusMillis(requests.size());
        try (var producer = producer()) {
            for (int i = 0; i < requests.size(); i++) {
                var event =
                        CloudEvent.of(
                                UUID.randomUUID(),
                                "/darkroom/ingest-service",
                                first.plusMillis(i),
                                requests.get(i));
                String key = requests.get(i).assetId().toString();
                var _ =
                        producer.send(
                                record(
                                        Topics.REVIEW_REQUESTED,
                                        key,
                                        event.headers(),
                                        event.value()));
            }
        }
    }

    static void send(String key, Map<String, String> headers, byte[] value) {
        send(Topics.REVIEW_REQUESTED, key, headers, value);
    }

    public static void send(
            String topic, String key, Map<String, String> headers, byte @Nullable [] value) {
        try (var producer = producer()) {
            var _ = producer.send(record(topic, key, headers, value));
        }
    }

    private static ProducerRecord<String, byte[]> record(
            String topic, String key, Map<String, String> headers, byte @Nullable [] value) {
        var record = new ProducerRecord<String, byte[]>(topic, key, value);
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static KafkaProducer<String, byte[]> producer() {
        Map<String, Object> config =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** Everything that is on the topic for this key now. */
    static List<ConsumerRecord<String, byte[]>> read(String topic, String key) {
        return TopicContents.read(bootstrapServers(), topic).stream()
                .filter(record -> record.key().equals(key))
                .toList();
    }

    private static String bootstrapServers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
