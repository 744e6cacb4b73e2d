package io.darkroom.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.contracts.EventType;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EnrichedFeedTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.ASSET_ENRICHED, 0);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final MockConsumer<String, byte[]> consumer = consumer();

    private static MockConsumer<String, byte[]> consumer() {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        var node = new Node(0, "localhost", 9092);
        consumer.updatePartitions(
                Topics.ASSET_ENRICHED,
                List.of(
                        new PartitionInfo(
                                Topics.ASSET_ENRICHED, 0, node, new Node[] {node}, new Node[0])));
        consumer.updateEndOffsets(Map.of(PARTITION, 7L));
        return consumer;
    }

    /** The golden sample of contracts, as a record on the topic. */
    private static ConsumerRecord<String, byte[]> enriched() {
        var message = new ConsumerRecord<>(PARTITION.topic(), 0, 7L, "key", sample("json"));
        headers()
                .forEach((name, value) ->
                        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    @SuppressWarnings("unchecked") // the sample holds text only
    private static Map<String, String> headers() {
        try {
            return Json.mapper().readValue(sample("headers.json"), Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sample(String end) {
        try (var in = EventType.class.getResourceAsStream("/samples/AssetEnriched.v1." + end)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPublishedAssetArrives() throws Exception {
        UUID id = UUID.fromString(Json.mapper().readTree(sample("json")).path("id").asText());
        try (var feed = EnrichedFeed.listen(consumer)) {
            long before = System.nanoTime();
            consumer.schedulePollTask(() -> consumer.addRecord(enriched()));

            var arrival = feed.await(id, SOON);

            assertThat(arrival.asset().id()).isEqualTo(id);
            assertThat(arrival.nanoTime()).isGreaterThan(before);
        }
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void anAssetThatDoesNotComeIsNamed() {
        var missing = UUID.randomUUID();
        try (var feed = EnrichedFeed.listen(consumer)) {
            assertThatThrownBy(() -> feed.await(missing, Duration.ofMillis(50)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(missing.toString());
        }
    }

    @Test
    void aTopicThatCannotBeReadIsToldAtOnce() {
        try (var feed = EnrichedFeed.listen(consumer)) {
            consumer.schedulePollTask(
                    () -> consumer.setPollException(new KafkaException("no rights")));

            assertThatThrownBy(() -> feed.await(UUID.randomUUID(), SOON))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Topics.ASSET_ENRICHED);
        }
    }
}
