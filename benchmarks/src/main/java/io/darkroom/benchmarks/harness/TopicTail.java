package io.darkroom.benchmarks.harness;

import io.darkroom.contracts.CloudEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A plain consumer that begins at the end of a topic and reads on a thread of its own. */
public final class TopicTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final Reader reader;
    private final Thread thread;

    /** Whoever is told of the records. */
    public interface Reader {
        /**
         * A record that was written after the tail began.
         *
         * @param value shared, not to be changed
         */
        void take(Map<String, String> headers, byte[] value);

        /** The topic cannot be read any more. */
        void broken(RuntimeException why);
    }

    private TopicTail(Consumer<String, byte[]> consumer, String topic, Reader reader) {
        this.consumer = consumer;
        this.reader = reader;
        this.thread = Thread.ofPlatform().name("tail-" + topic).daemon().unstarted(this::read);
    }

    /** A consumer of every partition of a topic, from its end on, for whoever polls himself. */
    public static Consumer<String, byte[]> consumer(String bootstrapServers, String topic) {
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false);
        var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        seekToEnd(consumer, topic);
        return consumer;
    }

    /** Begins: what is written to the topic from now on is read. */
    public static TopicTail follow(String bootstrapServers, String topic, Reader reader) {
        return begin(consumer(bootstrapServers, topic), topic, reader);
    }

    /** The same through this consumer, which belongs to the tail from now on. */
    public static TopicTail follow(Consumer<String, byte[]> consumer, String topic, Reader reader) {
        seekToEnd(consumer, topic);
        return begin(consumer, topic, reader);
    }

    private static TopicTail begin(Consumer<String, byte[]> consumer, String topic, Reader reader) {
        var tail = new TopicTail(consumer, topic, reader);
        tail.thread.start();
        return tail;
    }

    private static void seekToEnd(Consumer<?, ?> consumer, String topic) {
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(part -> new TopicPartition(part.topic(), part.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: only asking for the position fixes it before anything is written.
        partitions.forEach(consumer::position);
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::hand);
            }
        } catch (WakeupException _) {
            // Closed.
        } catch (RuntimeException e) {
            reader.broken(e);
        }
    }

    private void hand(ConsumerRecord<String, byte[]> message) {
        var headers = new HashMap<String, String>();
        message.headers().forEach(each -> headers.put(each.key(), CloudEvent.text(each.value())));
        reader.take(headers, message.value());
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
