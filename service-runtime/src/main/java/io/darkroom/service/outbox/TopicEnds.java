package io.darkroom.service.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads how topics end. It belongs to no consumer group and commits nothing.
 *
 * @param connection bootstrap servers and security, as Kafka's clients understand them
 * @param records how many records of every partition, 1 or more; one batch of a relay is enough,
 *     since a relay has no more than one on its way
 * @param patience how long the broker may take
 */
record TopicEnds(Map<String, Object> connection, int records, Duration patience)
        implements SentLately {
    private static final String ID_HEADER = "ce_id";
    private static final Duration POLL = Duration.ofMillis(200);

    @Override
    public Set<UUID> on(Set<String> topics) {
        var ids = new HashSet<UUID>();
        long deadline = System.nanoTime() + patience.toNanos();
        try (var consumer = connect()) {
            var ends = goToEnds(consumer, topics);
            while (!isAt(ends, consumer)) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("The ends of " + topics + " could not be read");
                }
                consumer.poll(POLL).forEach(record -> add(record, ids));
            }
        }
        return ids;
    }

    private Consumer<byte[], byte[]> connect() {
        var config = new HashMap<>(connection);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // For an end so near that what lies before it is deleted already.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Goes so many records back from every partition's end, and says where the ends are. */
    private Map<TopicPartition, Long> goToEnds(
            Consumer<byte[], byte[]> consumer, Set<String> topics) {
        List<TopicPartition> partitions =
                topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - records)));
        return ends;
    }

    private static boolean isAt(Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** A record without an id that is ours (a tombstone, somebody else's) tells nothing. */
    private static void add(ConsumerRecord<byte[], byte[]> record, Set<UUID> ids) {
        var header = record.headers().lastHeader(ID_HEADER);
        if (header == null) {
            return;
        }
        try {
            ids.add(UUID.fromString(new String(header.value(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException _) {
            // Not one of the outbox's, whose ids are UUIDs.
        }
    }
}
