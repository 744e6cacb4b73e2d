package io.darkroom.ingest.story;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/**
 * Finds the events of one asset on the topics: in the one partition that its key leads to, between
 * two times, and for a few seconds at most. It costs nothing until somebody asks; a table of events
 * would cost every upload.
 */
@ApplicationScoped
class Trail {
    private static final Logger LOG = Logger.getLogger(Trail.class);
    private static final List<String> TOPICS =
            List.of(
                    Topics.ASSET_UPLOADED,
                    Topics.ASSET_UPLOADED_BULK,
                    Topics.STAGE_FINISHED,
                    Topics.REVIEW_REQUESTED,
                    Topics.REVIEW_DECIDED,
                    Topics.ASSET_ENRICHED);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long MOST_LOOKED_AT = 200_000;

    private final Map<String, Object> connection;

    Trail(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        this.connection = Map.copyOf(connection);
    }

    /**
     * What was found.
     *
     * @param complete whether all of the time was looked through
     */
    record Found(List<ConsumerRecord<String, byte[]>> records, boolean complete) {}

    /** Looks for the asset's events. Blocks. */
    Found of(UUID asset, Instant from, Instant to) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = consumer()) {
            var ends = go(consumer, asset.toString(), from, to);
            return new Found(found, read(consumer, ends, asset.toString(), found));
        } catch (KafkaException e) {
            LOG.warnf("A story is told without its events assetId=%s cause=%s", asset, e);
            return new Found(found, false);
        }
    }

    private static boolean read(
            Consumer<String, byte[]> consumer,
            Map<TopicPartition, Long> ends,
            String key,
            List<ConsumerRecord<String, byte[]>> found) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long lookedAt = 0;
        while (!isAt(consumer, ends)) {
            if (System.nanoTime() > deadline || lookedAt > MOST_LOOKED_AT) {
                return false;
            }
            for (var record : consumer.poll(POLL)) {
                lookedAt++;
                if (key.equals(record.key())) {
                    found.add(record);
                }
            }
        }
        return true;
    }

    private static boolean isAt(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    /** Goes to where the time begins in each topic, and says where it ends. */
    private static Map<TopicPartition, Long> go(
            Consumer<?, ?> consumer, String key, Instant from, Instant to) {
        var partitions = TOPICS.stream().map(topic -> partition(consumer, topic, key)).toList();
        consumer.assign(partitions);
        var ends = new HashMap<>(consumer.endOffsets(partitions, PATIENCE));
        at(consumer, partitions, to)
                .forEach((partition, later) -> ends.merge(partition, later, Math::min));
        var starts = at(consumer, partitions, from);
        for (TopicPartition partition : partitions) {
            Long start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start);
        }
        return ends;
    }

    /** The first record at or after the time; nothing where there is none. */
    private static Map<TopicPartition, Long> at(
            Consumer<?, ?> consumer, List<TopicPartition> partitions, Instant time) {
        var asked = new HashMap<TopicPartition, Long>();
        partitions.forEach(each -> asked.put(each, time.toEpochMilli()));
        var offsets = new HashMap<TopicPartition, Long>();
        consumer.offsetsForTimes(asked, PATIENCE)
                .forEach((partition, found) -> {
                    if (found != null) {
                        offsets.put(partition, found.offset());
                    }
                });
        return offsets;
    }

    /** As Kafka's own producers choose it for a key (KIP-480). */
    private static TopicPartition partition(Consumer<?, ?> consumer, String topic, String key) {
        int count = consumer.partitionsFor(topic, PATIENCE).size();
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return new TopicPartition(topic, Utils.toPositive(Utils.murmur2(bytes)) % count);
    }

    private Consumer<String, byte[]> consumer() {
        var config = new HashMap<>(connection);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The value of a header, or nothing. */
    static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : CloudEvent.text(header.value());
    }
}
