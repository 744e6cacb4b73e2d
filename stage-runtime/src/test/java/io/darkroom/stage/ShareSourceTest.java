package io.darkroom.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A share group's member whose partition goes to others while it has a record of it in hand. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
@Timeout(120)
class ShareSourceTest {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int PARTITIONS = 2;
    private static final String LOCK_MS = "3000";

    private final String group = "share-source-test-" + UUID.randomUUID();
    private final String topic = group;

    @Inject KafkaClients clients;

    @BeforeEach
    void setUp() throws ExecutionException, InterruptedException {
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
            var settings =
                    Stream.of(
                                    new ConfigEntry("share.auto.offset.reset", "earliest"),
                                    new ConfigEntry("share.heartbeat.interval.ms", "1000"),
                                    new ConfigEntry("share.record.lock.duration.ms", LOCK_MS))
                            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                            .toList();
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), settings))
                    .all()
                    .get();
        }
    }

    /**
     * Kafka's client loses the renewal and hands out nothing any more, though it fetches. This
     * holds both what the client does, so that whoever takes a newer one sees when it is mended,
     * and what we make of it.
     */
    @Test
    void isSpentOnceARenewalIsLost() {
        var consumer = consumer("first");
        var source = new ShareSource(consumer, topic);
        try (var other = joinAndTakeAwayWhatIsInHand(consumer, source)) {
            // A renewal takes its partition into the fetch behind it; the next one leaves it out.
            await().pollInterval(Duration.ofMillis(1500))
                    .until(() -> {
                        giveBack(other);
                        source.keep();
                        return source.isSpent();
                    });

            IntStream.range(0, PARTITIONS).forEach(this::send);
            assertThat(consumer.poll(Duration.ofSeconds(3))).isEmpty();

            source.close();
            var found = new HashSet<Integer>();
            await().until(() -> {
                for (var record : other.poll(POLL)) {
                    other.acknowledge(record, AcknowledgeType.ACCEPT);
                    found.add(record.partition());
                }
                return found.size() == PARTITIONS;
            });
        }
    }

    /** Another member may have it by then, and two would work on it at the same time. */
    @Test
    void locksAnewWhatWaitedTooLongBehindAnother() {
        var consumer = consumer("first");
        try (var source = new ShareSource(consumer, topic)) {
            send(0);
            takeAndGoOnFetching(consumer, source, 0);
            send(0);
            await().during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        source.keep();
                        return !source.isSpent();
                    });
            source.settle(Settlement.DONE);

            var again = await().until(() -> source.next(POLL), Optional::isPresent);
            assertThat(again.orElseThrow().count()).as("deliveries").hasValue(2);
            source.settle(Settlement.DONE);
        }
    }

    /** Which of its partitions a member loses is the group's choice: until it is the right one. */
    private KafkaShareConsumer<byte[], byte[]> joinAndTakeAwayWhatIsInHand(
            KafkaShareConsumer<byte[], byte[]> consumer, ShareSource source) {
        for (int partition = 0; ; partition = (partition + 1) % PARTITIONS) {
            send(partition);
            takeAndGoOnFetching(consumer, source, partition);
            source.keep();
            assertThat(source.isSpent()).isFalse();

            var other = consumer("other");
            other.subscribe(List.of(topic));
            await().until(() -> {
                giveBack(other);
                return assigned("other").size() == 1 && assigned("first").size() == 1;
            });
            if (!assigned("first").contains(partition)) {
                return other;
            }
            source.settle(Settlement.DONE);
            other.close();
            await().until(() -> assigned("first").size() == PARTITIONS);
        }
    }

    /**
     * As where a poll begins just when the last one's fetch is answered: the client fetches on with
     * a record in hand. It locks the next record, and tells the broker what it is assigned.
     */
    private static void takeAndGoOnFetching(
            KafkaShareConsumer<byte[], byte[]> consumer, ShareSource source, int partition) {
        var taken = await().until(() -> take(source, partition), Optional::isPresent);
        consumer.acknowledge(taken.orElseThrow().record(), AcknowledgeType.RENEW);
        await().until(() -> source.next(POLL).isPresent());
    }

    private static Optional<Delivery> take(ShareSource source, int partition) {
        var next = source.next(POLL);
        if (next.isPresent() && next.get().record().partition() != partition) {
            source.settle(Settlement.DONE);
            return Optional.empty();
        }
        return next;
    }

    /** On a slow machine a lock may run out, so that the other member is given its record. */
    private static void giveBack(KafkaShareConsumer<byte[], byte[]> other) {
        for (var record : other.poll(Duration.ofMillis(100))) {
            other.acknowledge(record, AcknowledgeType.RELEASE);
        }
    }

    private Set<Integer> assigned(String client) {
        try (Admin admin = clients.admin()) {
            var described = admin.describeShareGroups(List.of(group)).describedGroups().get(group);
            return Objects.requireNonNull(described).get().members().stream()
                    .filter(member -> member.clientId().equals(client))
                    .flatMap(member -> member.assignment().topicPartitions().stream())
                    .map(TopicPartition::partition)
                    .collect(Collectors.toSet());
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private KafkaShareConsumer<byte[], byte[]> consumer(String client) {
        var settings = new HashMap<>(clients.connection());
        settings.putAll(
                Map.of(
                        "group.id",
                        group,
                        "client.id",
                        client,
                        "max.poll.records",
                        1,
                        "share.acknowledgement.mode",
                        "explicit",
                        "share.acquire.mode",
                        "record_limit"));
        return new KafkaShareConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void send(int partition) {
        try (var producer = clients.producer()) {
            var _ = producer.send(new ProducerRecord<>(topic, partition, null, new byte[0]));
        }
    }
}
