package io.darkroom.service.access;

import io.darkroom.contracts.AccessKey;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.MalformedEventException;
import io.darkroom.contracts.Topics;
import io.darkroom.service.events.OrderedEvents;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * The keys as their topic tells of them: read from its beginning by every instance, and held in
 * memory. Where the topic was out of reach for longer than a revocation may take, nothing is known
 * of any key, and nobody is let in by one: a key that was taken back must not live on because
 * nobody can be asked.
 */
public final class KeyTopic implements CreatedKeys, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KeyTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> connection;
    private final Duration staleAfter;
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();
    private final Thread reader;
    private volatile boolean closed;
    private volatile long currentAt = Long.MIN_VALUE;

    /**
     * Begins to read.
     *
     * @param connection bootstrap servers and security, as Kafka's clients understand them
     * @param staleAfter how long what was read counts while the topic is out of reach
     */
    public KeyTopic(Map<String, Object> connection, Duration staleAfter) {
        this.connection = Map.copyOf(connection);
        this.staleAfter = staleAfter;
        this.reader = Thread.ofPlatform().name("access-keys").daemon().start(this::read);
    }

    @Override
    public Uni<Optional<AccessKey>> find(String id) {
        if (!isCurrent()) {
            return Uni.createFrom()
                    .failure(
                            ProblemType.UNAVAILABLE.exception(
                                    "Keys cannot be checked at present; try again in a moment."));
        }
        return Uni.createFrom().item(Optional.ofNullable(keys.get(id)));
    }

    /** Whether the topic was read to its end recently enough. */
    public boolean isCurrent() {
        long at = currentAt;
        return at != Long.MIN_VALUE && System.nanoTime() - at < staleAfter.toNanos();
    }

    private void read() {
        while (!closed) {
            try (var consumer = consumer()) {
                follow(consumer);
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warnf("The keys' topic cannot be read at present cause=%s", e.toString());
                    pause();
                }
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.ACCESS_KEYS, PATIENCE).stream()
                        .map(KeyTopic::partition)
                        .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("There is no topic " + Topics.ACCESS_KEYS);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (!closed) {
            // Asked before reading: what came until now is read below, or in a later round.
            long asked = System.nanoTime();
            var ends = consumer.endOffsets(partitions, PATIENCE);
            consumer.poll(POLL).forEach(this::take);
            if (partitions.stream().allMatch(each -> isRead(consumer, each, ends))) {
                currentAt = asked;
            }
        }
    }

    private static boolean isRead(
            Consumer<?, ?> consumer, TopicPartition partition, Map<TopicPartition, Long> ends) {
        Long end = ends.get(partition);
        return end != null && consumer.position(partition, PATIENCE) >= end;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            keys.remove(record.key());
            return;
        }
        try {
            var event =
                    CloudEvent.read(OrderedEvents.headers(record), record.value(), AccessKey.class);
            keys.put(record.key(), event.data());
        } catch (MalformedEventException e) {
            // What cannot be read may have been a revocation, so the key opens nothing.
            keys.remove(record.key());
            LOG.errorf(
                    "The latest word on a key cannot be read keyId=%s offset=%d cause=%s",
                    record.key(), record.offset(), e.getMessage());
        }
    }

    private Consumer<String, byte[]> consumer() {
        var config = new HashMap<>(connection);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops reading. */
    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }
}
