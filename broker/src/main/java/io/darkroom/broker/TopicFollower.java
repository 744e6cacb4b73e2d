package io.darkroom.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic on every instance, in no group, and goes on reading: for topics whose records are
 * small and few, such as compacted ones. After an outage it begins anew.
 */
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** Somebody waits to begin, and a topic in which there is nothing lasts a whole poll. */
    private static final Duration POLL_AT_FIRST = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> connection;
    private final String topic;
    private final @Nullable Duration back;
    private final Taker taker;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile @Nullable Consumer<?, ?> reading;
    private volatile long currentAt = Long.MIN_VALUE;

    /** What is done with each record, on the reader's thread; nothing of it may throw. */
    @FunctionalInterface
    public interface Taker {
        void take(ConsumerRecord<String, byte[]> record);

        /** Reading begins, for the first time or anew. */
        default void begins() {}

        /** All that was there when reading began is taken. */
        default void caughtUp() {}
    }

    private TopicFollower(
            Map<String, Object> connection, String topic, @Nullable Duration back, Taker taker) {
        this.connection = Map.copyOf(connection);
        this.topic = topic;
        this.back = back;
        this.taker = taker;
        Thread.ofPlatform().name("follows-" + topic).daemon().start(this::read);
    }

    /**
     * Begins to read all that there is.
     *
     * @param connection bootstrap servers and security, as Kafka's clients understand them
     */
    public static TopicFollower ofAll(Map<String, Object> connection, String topic, Taker taker) {
        return new TopicFollower(connection, topic, null, taker);
    }

    /**
     * Begins to read what was written lately.
     *
     * @param connection as for the other
     * @param back how old the first record may be
     */
    public static TopicFollower ofLately(
            Map<String, Object> connection, String topic, Duration back, Taker taker) {
        return new TopicFollower(connection, topic, back, taker);
    }

    /** Whether the topic was read to its end so lately. */
    public boolean isCurrent(Duration lately) {
        long at = currentAt;
        return at != Long.MIN_VALUE && System.nanoTime() - at < lately.toNanos();
    }

    /** Waits until all that was there when it began to read is taken. */
    public void awaitCaughtUp() throws InterruptedException {
        caughtUp.await();
    }

    private void read() {
        while (!closed) {
            try (var consumer = consumer()) {
                reading = consumer;
                follow(consumer);
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warnf(
                            "A topic cannot be read at present topic=%s cause=%s",
                            topic, e.toString());
                    pause();
                }
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic, PATIENCE).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("There is no topic " + topic);
        }
        consumer.assign(partitions);
        goToBeginning(consumer, partitions);
        taker.begins();
        boolean caughtUpNow = false;
        while (!closed) {
            // Asked before reading: what came until now is read below, or in a later round.
            long asked = System.nanoTime();
            var ends = consumer.endOffsets(partitions, PATIENCE);
            consumer.poll(caughtUpNow ? POLL : POLL_AT_FIRST).forEach(taker::take);
            if (partitions.stream().allMatch(each -> isRead(consumer, each, ends))) {
                currentAt = asked;
                if (!caughtUpNow) {
                    caughtUpNow = true;
                    taker.caughtUp();
                    caughtUp.countDown();
                }
            }
        }
    }

    private void goToBeginning(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        if (back == null) {
            consumer.seekToBeginning(partitions);
            return;
        }
        long since = System.currentTimeMillis() - back.toMillis();
        var asked = new HashMap<TopicPartition, Long>();
        partitions.forEach(each -> asked.put(each, since));
        consumer.offsetsForTimes(asked, PATIENCE)
                .forEach((partition, found) -> {
                    if (found == null) {
                        consumer.seekToEnd(List.of(partition));
                    } else {
                        consumer.seek(partition, found.offset());
                    }
                });
    }

    private static boolean isRead(
            Consumer<?, ?> consumer, TopicPartition partition, Map<TopicPartition, Long> ends) {
        Long end = ends.get(partition);
        return end != null && consumer.position(partition, PATIENCE) >= end;
    }

    private Consumer<String, byte[]> consumer() {
        var config = new HashMap<>(connection);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "follows-" + topic);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
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
        var consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }
}
