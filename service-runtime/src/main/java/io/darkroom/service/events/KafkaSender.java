package io.darkroom.service.events;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends records to Kafka and says when each is safe: acknowledged by all in-sync replicas. */
public class KafkaSender implements AutoCloseable {
    private final Producer<String, byte[]> producer;

    public KafkaSender(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Connects to a broker.
     *
     * @param connection bootstrap servers and security, as Kafka's clients understand them
     * @param sendTimeout how long a record may wait for its acknowledgement
     */
    public static KafkaSender connect(Map<String, Object> connection, Duration sendTimeout) {
        var config = new HashMap<>(connection);
        int timeout = Math.toIntExact(sendTimeout.toMillis());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Who has more to send hands it over at once; nobody waits for more that may never come.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, timeout / 3));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.max(1, timeout / 3));
        return new KafkaSender(
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
    }

    /** Sends one record; the future fails where it was not acknowledged. */
    public CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        var acknowledged = new CompletableFuture<RecordMetadata>();
        var _ =
                producer.send(
                        record,
                        (metadata, failure) -> {
                            if (failure == null) {
                                acknowledged.complete(metadata);
                            } else {
                                acknowledged.completeExceptionally(failure);
                            }
                        });
        return acknowledged;
    }

    /** Gives up what is not acknowledged yet. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
