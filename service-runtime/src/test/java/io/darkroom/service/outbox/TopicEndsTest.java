package io.darkroom.service.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.local.embedded.EmbeddedKafka;
import io.darkroom.local.embedded.FreePort;
import io.darkroom.service.events.KafkaSender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a relay learns from a real broker. */
class TopicEndsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir static Path data;

    private static EmbeddedKafka kafka;
    private static KafkaSender sender;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(data, 0);
        sender = KafkaSender.connect(connection(), PATIENCE);
    }

    @AfterAll
    static void stop() {
        sender.close();
        kafka.close();
    }

    @Test
    void theLastRecordsOfEveryPartitionOfEveryTopicAreKnown() {
        List<UUID> one = send("one", 60);
        List<UUID> two = send("two", 60);
        assertThat(ends(60).on(Set.of("one", "two"))).containsAll(one).containsAll(two);
    }

    @Test
    void whatLiesFurtherBackIsNotRead() {
        List<UUID> ids = send("long", 60);
        assertThat(ends(1).on(Set.of("long"))).hasSizeBetween(1, 4).contains(ids.getLast());
    }

    @Test
    void recordsWithoutAnIdOfOursAreLeftOut() {
        sender.send(new ProducerRecord<>("strange", "key", null)).join();
        var foreign = new ProducerRecord<>("strange", "key", new byte[] {1});
        foreign.headers().add("ce_id", "order 66".getBytes(StandardCharsets.UTF_8));
        sender.send(foreign).join();
        assertThat(ends(10).on(Set.of("strange"))).isEmpty();
    }

    @Test
    void aTopicThatNobodyMadeYetHasNoEnd() {
        assertThat(ends(10).on(Set.of("never"))).isEmpty();
    }

    @Test
    void aBrokerThatDoesNotAnswerIsAFailure() {
        var nowhere =
                new TopicEnds(
                        Map.of("bootstrap.servers", "localhost:" + FreePort.any()),
                        10,
                        Duration.ofMillis(500));
        assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> nowhere.on(Set.of("one")));
    }

    private static TopicEnds ends(int records) {
        return new TopicEnds(connection(), records, PATIENCE);
    }

    private static Map<String, Object> connection() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private static List<UUID> send(String topic, int records) {
        return IntStream.range(0, records)
                .mapToObj(i -> {
                    UUID id = UUID.randomUUID();
                    var record = new ProducerRecord<>(topic, "key" + i, new byte[] {1});
                    record.headers().add("ce_id", id.toString().getBytes(StandardCharsets.UTF_8));
                    sender.send(record).join();
                    return id;
                })
                .toList();
    }
}
