package io.darkroom.systemtests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.contracts.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reviews of assets that nobody else knows, put into the queue as ingest-service would. */
final class WaitingReviews {
    private final RunningDarkroom darkroom;
    private final Stores stores;

    WaitingReviews(RunningDarkroom darkroom) {
        this.darkroom = darkroom;
        this.stores = new Stores(darkroom);
    }

    /** Sends so many requests for a review, and waits until all are in the queue. */
    List<ReviewRequested> send(int count) {
        var reviews = IntStream.range(0, count).mapToObj(_ -> request()).toList();
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", darkroom.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (var review : reviews) {
                var event = CloudEvent.of(UUID.randomUUID(), "/test", Instant.now(), review);
                var record =
                        new ProducerRecord<>(
                                Topics.REVIEW_REQUESTED,
                                review.assetId().toString(),
                                event.value());
                event.headers()
                        .forEach((name, text) ->
                                record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
                var _ = producer.send(record);
            }
        }
        await("all wait")
                .atMost(Duration.ofMinutes(1))
                .until(() -> count("state = 'PENDING'", reviews) == count);
        return reviews;
    }

    /** The golden sample about an asset that nobody else knows. */
    private static ReviewRequested request() {
        UUID asset = UUID.randomUUID();
        try (var in =
                Objects.requireNonNull(
                        WaitingReviews.class.getResourceAsStream(
                                "/samples/ReviewRequested.v1.json"))) {
            var json = (ObjectNode) Json.mapper().readTree(in);
            json.put("reviewId", EventIds.review(asset, 2).toString())
                    .put("assetId", asset.toString());
            ((ObjectNode) json.get("record")).put("id", asset.toString());
            return Json.mapper().treeToValue((JsonNode) json, ReviewRequested.class);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** How many of these are so. */
    long count(String condition, List<ReviewRequested> reviews) {
        String ids =
                String.join(
                        "','", reviews.stream().map(each -> each.reviewId().toString()).toList());
        return stores.count(
                "select count(*) from moderation.review where "
                        + condition
                        + " and id in ('"
                        + ids
                        + "')");
    }
}
