package io.darkroom.local.demo;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventType;
import io.darkroom.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads published assets as any downstream service would: with a plain Kafka consumer. */
final class EnrichedReader {
    /** How long nothing more must come before a second record of an asset is ruled out. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final String bootstrapServers;

    EnrichedReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** The records of these assets, from the topic's beginning, until each has one. */
    Map<UUID, List<Asset>> read(Set<UUID> wanted, Duration atMost) {
        Map<String, Object> settings =
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(Topics.ASSET_ENRICHED).stream()
                            .map(part -> new TopicPartition(part.topic(), part.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readUntilAllAreThere(consumer, wanted, atMost);
        }
    }

    private static Map<UUID, List<Asset>> readUntilAllAreThere(
            Consumer<String, byte[]> consumer, Set<UUID> wanted, Duration atMost) {
        var found = new HashMap<UUID, List<Asset>>();
        long deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline) {
            var records = consumer.poll(QUIET);
            if (records.isEmpty() && found.keySet().containsAll(wanted)) {
                return found;
            }
            for (var item : records) {
                if (wanted.contains(UUID.fromString(item.key())) && isEnriched(item)) {
                    Asset asset = parse(item);
                    found.computeIfAbsent(asset.id(), _ -> new ArrayList<>()).add(asset);
                }
            }
        }
        return found;
    }

    private static boolean isEnriched(ConsumerRecord<String, byte[]> item) {
        return item.value() != null
                && EventType.ASSET_ENRICHED.type().equals(headers(item).get("ce_type"));
    }

    private static Asset parse(ConsumerRecord<String, byte[]> item) {
        return CloudEvent.read(headers(item), item.value(), AssetEnriched.class).data().asset();
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> item) {
        var headers = new HashMap<String, String>();
        item.headers()
                .forEach(header -> headers.put(header.key(), CloudEvent.text(header.value())));
        return headers;
    }
}
