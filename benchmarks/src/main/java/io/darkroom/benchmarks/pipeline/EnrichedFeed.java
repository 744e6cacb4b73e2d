package io.darkroom.benchmarks.pipeline;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventType;
import io.darkroom.contracts.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Notes when each asset is published, with a plain consumer that starts at the topic's end. */
final class EnrichedFeed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * An asset came.
     *
     * @param nanoTime of {@link System#nanoTime()} when the record was in hand
     */
    record Arrival(long nanoTime, Asset asset) {}

    private final Map<UUID, CompletableFuture<Arrival>> arrivals = new ConcurrentHashMap<>();
    private final CompletableFuture<Arrival> broken = new CompletableFuture<>();
    private final Consumer<String, byte[]> consumer;
    private final Thread reader;

    private EnrichedFeed(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
        this.reader = Thread.ofPlatform().name("enriched-feed").daemon().unstarted(this::read);
    }

    /** Begins to listen: what is published from now on is seen. */
    static EnrichedFeed open(String bootstrapServers) {
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false);
        return listen(
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer()));
    }

    /** Listens through this consumer, which belongs to the feed from now on. */
    static EnrichedFeed listen(Consumer<String, byte[]> consumer) {
        var partitions =
                consumer.partitionsFor(Topics.ASSET_ENRICHED).stream()
                        .map(part -> new TopicPartition(part.topic(), part.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: only asking for the position fixes it before the first upload.
        partitions.forEach(consumer::position);
        var feed = new EnrichedFeed(consumer);
        feed.reader.start();
        return feed;
    }

    /**
     * Waits for an asset, also where it came already.
     *
     * @throws IllegalStateException where it does not come in time, or the topic cannot be read
     */
    Arrival await(UUID asset, Duration atMost) throws InterruptedException {
        try {
            return arrival(asset)
                    .applyToEither(broken, Function.identity())
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Asset %s was not published within %d s; GET /v1/assets/%s says where it stands"
                            .formatted(asset, atMost.toSeconds(), asset),
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topic " + Topics.ASSET_ENRICHED + " is unreadable", e);
        }
    }

    private CompletableFuture<Arrival> arrival(UUID asset) {
        return arrivals.computeIfAbsent(asset, _ -> new CompletableFuture<>());
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::note);
            }
        } catch (WakeupException _) {
            // Closed.
        } catch (RuntimeException e) {
            broken.completeExceptionally(e);
        }
    }

    private void note(ConsumerRecord<String, byte[]> message) {
        long now = System.nanoTime();
        var headers = new HashMap<String, String>();
        message.headers().forEach(each -> headers.put(each.key(), CloudEvent.text(each.value())));
        if (EventType.ASSET_ENRICHED.type().equals(headers.get("ce_type"))) {
            var asset =
                    CloudEvent.read(headers, message.value(), AssetEnriched.class).data().asset();
            arrival(asset.id()).complete(new Arrival(now, asset));
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
