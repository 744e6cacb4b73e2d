package io.darkroom.ingest.join;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ReviewDecided;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A subscriber that begins today, at the beginning of the topic, knows every asset as it is. It
 * knows Kafka and two headers; what compaction leaves of a topic is what it keeps of it anyway.
 */
@QuarkusTest
class EnrichedTopicTest {
    private static final int ASSETS = 12;
    private static final int STEPS = 3;

    @Inject Assets assets;

    @Test
    void aNewSubscriberEndsWithTheTrueStateOfEveryAsset() {
        long seed = Instant.now().toEpochMilli();
        var random = new Random(seed);
        var published = new LinkedHashMap<UUID, Boolean>();
        for (int i = 0; i < ASSETS; i++) {
            live(random, published);
        }

        Awaitility.await()
                .untilAsserted(() -> {
                    Map<UUID, Asset> known = subscribe();
                    for (var asset : published.entrySet()) {
                        if (asset.getValue()) {
                            assertThat(known.get(asset.getKey()))
                                    .as("seed %d", seed)
                                    .isEqualTo(assets.record(asset.getKey()));
                        } else {
                            assertThat(known).as("seed %d", seed).doesNotContainKey(asset.getKey());
                        }
                    }
                });
        assertThat(published.values()).as("seed %d", seed).contains(false);
    }

    /** A life of an asset: each step one that is possible there, drawn by lot. */
    private void live(Random random, Map<UUID, Boolean> published) {
        UUID id =
                assets.upload(
                        "{\"stages\": [\"caption\", \"outpaint\"], \"outpaint\": {\"aspectRatio\":"
                                + " \"16:9\", \"instruction\": \"wall\"}}");
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        Wire.send(Reports.failed(id, Stage.OUTPAINT));
        Asset now = assets.await(id, Asset.State.PUBLISHED);
        for (int step = 0; step < STEPS; step++) {
            now =
                    switch (now.state()) {
                        case PUBLISHED -> leave(random, now);
                        case IN_REVIEW -> decide(random, now);
                        default -> now;
                    };
        }
        boolean erased = random.nextInt(4) == 0;
        if (erased) {
            erase(id);
        }
        published.put(id, now.state() == Asset.State.PUBLISHED && !erased);
    }

    private Asset leave(Random random, Asset now) {
        boolean canBeReviewed = now.outpaint() == null;
        return switch (random.nextInt(3)) {
            case 0 -> now;
            case 1 -> withdraw(now);
            default -> canBeReviewed ? review(now) : now;
        };
    }

    private Asset review(Asset now) {
        Wire.send(Reports.succeeded(now.id(), Stage.OUTPAINT));
        return assets.await(now.id(), Asset.State.IN_REVIEW);
    }

    private Asset withdraw(Asset now) {
        given().auth()
                .oauth2(TestServers.API_KEY)
                .contentType("application/json")
                .body(Map.of("reason", "by lot"))
                .post("/v1/assets/" + now.id() + "/withdrawal")
                .then()
                .statusCode(200);
        return assets.record(now.id());
    }

    private static void erase(UUID id) {
        given().auth()
                .oauth2(TestServers.API_KEY)
                .delete("/v1/assets/" + id)
                .then()
                .statusCode(anyOf(is(202), is(204)));
    }

    private Asset decide(Random random, Asset now) {
        boolean approve = random.nextBoolean();
        Wire.send(
                Topics.REVIEW_DECIDED,
                UUID.randomUUID(),
                new ReviewDecided(
                        EventIds.review(now.id(), now.revision()),
                        now.id(),
                        now.tenant(),
                        now.revision(),
                        approve ? ReviewDecided.Verdict.APPROVE : ReviewDecided.Verdict.REJECT,
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        "ann",
                        Instant.now(),
                        null));
        return assets.await(now.id(), approve ? Asset.State.PUBLISHED : Asset.State.REJECTED);
    }

    /** What a subscriber keeps: the latest record of each asset, nothing of one that is gone. */
    private static Map<UUID, Asset> subscribe() {
        var known = new HashMap<UUID, Asset>();
        for (var message : Wire.recordsForANewcomer(Topics.ASSET_ENRICHED)) {
            UUID id = UUID.fromString(message.key());
            if (message.value() != null && type(message).endsWith("AssetEnriched.v1")) {
                known.put(id, read(message));
            } else {
                known.remove(id);
            }
        }
        return known;
    }

    private static Asset read(ConsumerRecord<String, byte[]> message) {
        try {
            return Json.mapper().readValue(message.value(), AssetEnriched.class).asset();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String type(ConsumerRecord<String, byte[]> message) {
        return new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
    }
}
