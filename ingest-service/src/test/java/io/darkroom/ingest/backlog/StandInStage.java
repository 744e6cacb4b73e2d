package io.darkroom.ingest.backlog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Stands in for the only instance of a stage, which reports nothing: every record is rejected,
 * which puts it into the state into which a broker puts it at its limit of deliveries.
 */
final class StandInStage implements AutoCloseable {
    private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();
    private final KafkaShareConsumer<String, byte[]> consumer;
    private final Thread reading;
    private volatile long holdsFrom = Long.MAX_VALUE;
    private volatile boolean closed;

    StandInStage(Way way) {
        consumer =
                new KafkaShareConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                ConfigProvider.getConfig()
                                        .getValue("kafka.bootstrap.servers", String.class),
                                "group.id",
                                way.group(),
                                "share.acknowledgement.mode",
                                "explicit"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(List.of(way.lane().topic()));
        reading = Thread.ofPlatform().daemon().start(this::read);
    }

    /** What is sent out from now on is kept in hand, until it is let go of. */
    void hold() {
        holdsFrom = System.currentTimeMillis();
    }

    void letGo() {
        holdsFrom = Long.MAX_VALUE;
    }

    boolean has(UUID asset) {
        return inHand.contains(asset);
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    settle(record);
                }
                var _ = consumer.commitSync();
            }
        } catch (InterruptedException _) {
            // It is closed.
        }
    }

    private void settle(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        UUID asset = UUID.fromString(record.key());
        inHand.add(asset);
        while (record.timestamp() >= holdsFrom && !closed) {
            Thread.sleep(20);
        }
        inHand.remove(asset);
        consumer.acknowledge(record, AcknowledgeType.REJECT);
    }

    @Override
    public void close() {
        closed = true;
        try {
            reading.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
