package io.darkroom.systemtests.chaos;

import io.darkroom.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records of Darkroom's topics again, late and in another order, as producers that retry and
 * operators that replay do; and now and then one that nobody can read, every other one of them
 * larger than its dead letter may be.
 */
final class Repeater implements AutoCloseable {
    /** Says of a record that it came from here. */
    static final String MARK = "chaos-copy";

    private static final List<String> TOPICS =
            List.of(
                    Topics.ASSET_UPLOADED,
                    Topics.STAGE_FINISHED,
                    Topics.REVIEW_REQUESTED,
                    Topics.REVIEW_DECIDED,
                    Topics.ASSET_ENRICHED);

    private static final int KEPT = 60;

    /** In bytes: more than a topic takes, but for its compression. */
    private static final int LARGE = 2_000_000;

    private final Map<String, Object> settings = new HashMap<>();
    private final Random random;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger garbage = new AtomicInteger();
    private final Map<String, String> unreadable = new ConcurrentHashMap<>();
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    private final Thread thread;
    private volatile boolean over;

    Repeater(String bootstrapServers, long seed) {
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("max.block.ms", "10000");
        settings.put("acks", "all");
        settings.put("default.api.timeout.ms", "15000");
        settings.put("compression.type", "gzip");
        settings.put("max.request.size", 2 * LARGE);
        random = new Random(seed);
        thread = Thread.ofPlatform().name("repeater").start(this::repeat);
    }

    /** How many were sent again. */
    int sent() {
        return sent.get();
    }

    /** The records that nobody can read and that the broker has: their keys and topics. */
    Map<String, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    private void repeat() {
        while (!over) {
            try (var consumer =
                            new KafkaConsumer<>(
                                    settings,
                                    new ByteArrayDeserializer(),
                                    new ByteArrayDeserializer());
                    var producer =
                            new KafkaProducer<>(
                                    settings,
                                    new ByteArraySerializer(),
                                    new ByteArraySerializer())) {
                follow(consumer);
                while (!over) {
                    consumer.poll(Duration.ofMillis(500)).forEach(this::keep);
                    sendSome(producer);
                }
            } catch (KafkaException _) {
                // The broker is away: that is somebody else's doing, and passes.
                pause();
            }
        }
    }

    private static void follow(KafkaConsumer<byte[], byte[]> consumer) {
        var partitions =
                TOPICS.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
    }

    private void keep(ConsumerRecord<byte[], byte[]> record) {
        if (record.headers().lastHeader(MARK) == null) {
            seen.add(record);
        }
    }

    /** Once enough came by: a third of them, shuffled, and one that is garbage. */
    private void sendSome(KafkaProducer<byte[], byte[]> producer) {
        if (seen.size() < KEPT) {
            return;
        }
        Collections.shuffle(seen, random);
        for (var record : seen.subList(0, KEPT / 3)) {
            var copy =
                    new ProducerRecord<>(
                            record.topic(), null, record.key(), record.value(), record.headers());
            copy.headers().add(MARK, new byte[0]);
            var _ = producer.send(copy);
            sent.incrementAndGet();
        }
        sendGarbage(producer);
        producer.flush();
        seen.clear();
    }

    private void sendGarbage(KafkaProducer<byte[], byte[]> producer) {
        String topic = random.nextBoolean() ? Topics.ASSET_UPLOADED : Topics.STAGE_FINISHED;
        int number = garbage.incrementAndGet();
        String key = "unreadable-" + number;
        byte[] small = "{no event".getBytes(StandardCharsets.US_ASCII);
        var record =
                new ProducerRecord<>(
                        topic,
                        key.getBytes(StandardCharsets.US_ASCII),
                        number % 2 == 0 ? Arrays.copyOf(small, LARGE) : small);
        record.headers().add(MARK, new byte[0]);
        var _ =
                producer.send(
                        record,
                        (_, refused) -> {
                            if (refused == null) {
                                unreadable.put(key, topic);
                            }
                        });
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns once nothing more is sent; a second call does nothing. */
    void stop() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
