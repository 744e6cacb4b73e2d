package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.TopicTail;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventType;
import io.darkroom.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;

/** Notes when each asset is published, with a plain consumer that starts at the topic's end. */
final class EnrichedFeed implements AutoCloseable {
    /**
     * An asset came.
     *
     * @param nanoTime of {@link System#nanoTime()} when the record was in hand
     */
    record Arrival(long nanoTime, Asset asset) {}

    private final Map<UUID, CompletableFuture<Arrival>> arrivals = new ConcurrentHashMap<>();
    private final CompletableFuture<Arrival> broken = new CompletableFuture<>();
    private final TopicTail tail;

    private EnrichedFeed(Function<TopicTail.Reader, TopicTail> tail) {
        this.tail = tail.apply(new Notes());
    }

    /** Begins to listen: what is published from now on is seen. */
    static EnrichedFeed open(String bootstrapServers) {
        return new EnrichedFeed(
                notes -> TopicTail.follow(bootstrapServers, Topics.ASSET_ENRICHED, notes));
    }

    /** Listens through this consumer, which belongs to the feed from now on. */
    static EnrichedFeed listen(Consumer<String, byte[]> consumer) {
        return new EnrichedFeed(notes -> TopicTail.follow(consumer, Topics.ASSET_ENRICHED, notes));
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

    private final class Notes implements TopicTail.Reader {
        @Override
        public void take(Map<String, String> headers, byte[] value) {
            long now = System.nanoTime();
            if (EventType.ASSET_ENRICHED.type().equals(headers.get("ce_type"))) {
                var asset = CloudEvent.read(headers, value, AssetEnriched.class).data().asset();
                arrival(asset.id()).complete(new Arrival(now, asset));
            }
        }

        @Override
        public void broken(RuntimeException why) {
            broken.completeExceptionally(why);
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
