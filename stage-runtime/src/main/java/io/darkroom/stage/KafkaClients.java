package io.darkroom.stage;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's clients, set up from {@code kafka.*}. */
@ApplicationScoped
class KafkaClients {
    /** Above any time that a classic member may go without a poll; it polls while it works. */
    private static final String POLL_INTERVAL_MS = "300000";

    private final Map<String, Object> shared;

    KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> shared) {
        this.shared = shared;
    }

    Admin admin() {
        return Admin.create(new HashMap<>(shared));
    }

    /**
     * Acknowledged by all replicas, and no repeats of the producer's own. It does not wait for more
     * to send: outcomes come one at a time, and each is waited for.
     */
    Producer<byte[], byte[]> producer() {
        var settings = new HashMap<>(shared);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "30000");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "60000");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "20000");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Servers and security, for clients that others make. */
    Map<String, Object> connection() {
        return Map.copyOf(shared);
    }

    RecordSource source(Subscription subscription, String topic, String group, String client) {
        var settings = consumerSettings(group, client);
        return switch (subscription) {
            case SHARE -> {
                settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
                settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
                yield new ShareSource(
                        new KafkaShareConsumer<>(
                                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                        topic);
            }
            case CLASSIC -> {
                settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
                settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
                settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
                yield new ClassicSource(
                        new KafkaConsumer<>(
                                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                        topic);
            }
        };
    }

    private Map<String, Object> consumerSettings(String group, String client) {
        var settings = new HashMap<>(shared);
        settings.put(CommonClientConfigs.GROUP_ID_CONFIG, group);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, client);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MS);
        return settings;
    }
}
