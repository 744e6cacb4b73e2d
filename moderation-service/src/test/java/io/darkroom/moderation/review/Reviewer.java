package io.darkroom.moderation.review;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ReviewRequested;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/** Somebody of the tenant "team" with a key: eva (an admin too), fay or gus. */
record Reviewer(String name) {
    static final String TENANT = "team";

    RequestSpecification http() {
        return given().header("Authorization", "Bearer " + name + "-key");
    }

    Response post(String path, String body) {
        return http().contentType("application/json").body(body).post("/v1/reviews" + path);
    }

    /** An item that waits, changed before it was sent. */
    ReviewRequested queued(
            Consumer<ObjectNode> change, UUID asset, long revision, String... codes) {
        var json =
                (ObjectNode)
                        Json.mapper().valueToTree(Requests.request(asset, revision, TENANT, codes));
        change.accept(json);
        try {
            var request = Json.mapper().treeToValue((JsonNode) json, ReviewRequested.class);
            Requests.send(request);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> history(request.reviewId()).statusCode() == 200);
            return request;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The request is none", e);
        }
    }

    ReviewRequested queued(String... codes) {
        return queued(_ -> {}, UUID.randomUUID(), 2, codes);
    }

    Response history(UUID review) {
        return http().get("/v1/reviews/" + review + "/history");
    }

    /** Decides about one item; more is what follows the verdict in the JSON object. */
    ValidatableResponse decide(ReviewRequested request, String verdict, String more) {
        return post(
                        "/decisions",
                        "{\"decisions\":[{\"reviewId\":\"%s\",\"revision\":%d,\"verdict\":\"%s\"%s}]}"
                                .formatted(request.reviewId(), request.revision(), verdict, more))
                .then()
                .statusCode(200);
    }
}
