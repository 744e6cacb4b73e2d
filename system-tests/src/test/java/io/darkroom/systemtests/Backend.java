package io.darkroom.systemtests;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backend and a moderator as Darkroom's users are: they know the addresses and a key, and nothing
 * else.
 */
final class Backend {
    /** Where an asset rests until somebody acts. */
    static final Set<Asset.State> RESTING = EnumSet.complementOf(EnumSet.of(Asset.State.ENRICHING));

    private final Addresses darkroom;

    Backend(Addresses darkroom) {
        this.darkroom = darkroom;
    }

    RequestSpecification ingest() {
        return given().baseUri(darkroom.ingest().toString()).auth().oauth2(darkroom.apiKey());
    }

    RequestSpecification moderation() {
        return given().baseUri(darkroom.moderation().toString()).auth().oauth2(darkroom.apiKey());
    }

    /** Sends a picture without looking at the answer. */
    Response post(String fileName, byte[] picture, @Nullable String request) {
        var upload = ingest().multiPart("file", fileName, picture, "application/octet-stream");
        return (request == null ? upload : upload.multiPart("request", request, "application/json"))
                .post("/v1/assets");
    }

    /** Sends a picture that is to be accepted. */
    UUID upload(String fileName, byte[] picture, @Nullable String request) {
        return parse(
                        post(fileName, picture, request)
                                .then()
                                .statusCode(202)
                                .extract()
                                .asByteArray())
                .id();
    }

    Asset asset(UUID id) {
        return parse(
                ingest().get("/v1/assets/" + id).then().statusCode(200).extract().asByteArray());
    }

    /** Waits until all of these rest, and gives their records. */
    List<Asset> settled(List<UUID> ids, Duration patience) {
        return ids.stream()
                .map(id ->
                        await("asset " + id + " comes to rest")
                                .atMost(patience)
                                .pollDelay(Duration.ZERO)
                                .pollInterval(Duration.ofMillis(250))
                                .ignoreExceptions()
                                .until(() -> asset(id), asset -> RESTING.contains(asset.state())))
                .toList();
    }

    /** The review of this asset, once it waits. */
    JsonNode review(UUID asset) {
        return await("review of " + asset)
                .atMost(Duration.ofSeconds(30))
                .until(() -> findReview(asset), java.util.Objects::nonNull);
    }

    private @Nullable JsonNode findReview(UUID asset) {
        for (JsonNode item :
                tree(moderation()
                                .queryParam("limit", 200)
                                .get("/v1/reviews?state=PENDING")
                                .asByteArray())
                        .path("items")) {
            if (item.path("assetId").asText().equals(asset.toString())) {
                return item;
            }
        }
        return null;
    }

    /** Decides one review. */
    JsonNode decide(JsonNode review, String verdict, List<String> withheld) {
        return decide(review, verdict, Map.of("withheldVariants", withheld));
    }

    /** Decides one review, with whatever else the decision holds. */
    JsonNode decide(JsonNode review, String verdict, Map<String, ?> more) {
        var decision = new HashMap<String, Object>(more);
        decision.put("reviewId", review.path("id").asText());
        decision.put("revision", review.path("revision").asLong());
        decision.put("verdict", verdict);
        return tree(moderation()
                        .contentType("application/json")
                        .body(Map.of("decisions", List.of(decision)))
                        .post("/v1/reviews/decisions")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .at("/results/0");
    }

    static Asset parse(byte[] json) {
        try {
            return Json.mapper().readValue(json, Asset.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(byte[] json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
