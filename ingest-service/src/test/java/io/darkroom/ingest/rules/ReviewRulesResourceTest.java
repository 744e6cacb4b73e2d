package io.darkroom.ingest.rules;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.ReviewDecided;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
@QuarkusTestResource(TestKeys.class)
class ReviewRulesResourceTest {
    @Inject Assets assets;

    @Test
    void whatNobodyWroteIsBuiltIn() {
        as("reviewer")
                .get("/v1/review-rules/nobody-wrote")
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("ruleVersion", equalTo("built-in@1"))
                .body("rules.reasons", hasItems("instruction-style", "caption-language"));
    }

    @Test
    void everyChangeIsAVersionThatStays() {
        put("product", "{\"sampleRate\": 0.1}", null).statusCode(200).header("ETag", "\"1\"");
        put("product", "{\"sampleRate\": 0.1}", null).statusCode(200).header("ETag", "\"1\"");
        put("product", "{\"always\": true}", "\"1\"")
                .statusCode(200)
                .body("ruleVersion", equalTo("preset/product@2"))
                .body("writtenBy", equalTo("admin"));
        put("product", "{\"always\": false}", "\"1\"")
                .statusCode(412)
                .body("type", equalTo("urn:darkroom:problem:revision-stale"));

        as("reviewer")
                .get("/v1/review-rules/product?version=1")
                .then()
                .statusCode(200)
                .body("rules.sampleRate", equalTo(0.1f));
        as("reviewer").get("/v1/review-rules/product?version=9").then().statusCode(400);
    }

    @Test
    void rulesThatAreNoneAreRefusedWithThePlace() {
        put("shop", "{\"sampleRate\": 1.5}", null)
                .statusCode(422)
                .body("errors[0].detail", containsString("sampleRate must be between 0 and 1"));
        put("shop", "{\"reasons\": [\"boredom\"]}", null)
                .statusCode(422)
                .body("errors[0].detail", containsString("boredom"));
        put("shop", "{\"twoApprovals\": [\"guard-faces\"]}", null).statusCode(422);
        put("shop", "{\"smapleRate\": 1}", null)
                .statusCode(422)
                .body("type", equalTo("urn:darkroom:problem:unknown-field"));
        as("reviewer")
                .contentType("application/json")
                .body("{}")
                .put("/v1/review-rules/shop")
                .then()
                .statusCode(403);
    }

    @Test
    void theRecordSaysWhichRulesSentItAndAnOverrulingDecisionTakesItBack() {
        own().contentType("application/json")
                .body("{\"always\": true, \"twoApprovals\": [\"preset-rule\"]}")
                .put("/v1/review-rules")
                .then()
                .statusCode(200);
        try {
            UUID id = assets.upload("{\"stages\": [\"caption\"]}");
            Wire.send(Reports.succeeded(id, Stage.CAPTION));
            Asset.Review review =
                    Objects.requireNonNull(assets.await(id, Asset.State.IN_REVIEW).review());
            assertThat(review.ruleVersion()).startsWith("tenant@");
            assertThat(review.reasons()).containsExactly("preset-rule");

            var first = decide(id, ReviewDecided.Verdict.APPROVE, null);
            assets.await(id, Asset.State.PUBLISHED);
            var second = decide(id, ReviewDecided.Verdict.REJECT, first);
            assets.await(id, Asset.State.WITHDRAWN);
            decide(id, ReviewDecided.Verdict.APPROVE, second);
            assets.await(id, Asset.State.PUBLISHED);
        } finally {
            own().contentType("application/json")
                    .body("{}")
                    .put("/v1/review-rules")
                    .then()
                    .statusCode(200);
        }
    }

    private static UUID decide(
            UUID asset, ReviewDecided.Verdict verdict, @Nullable UUID overrules) {
        UUID event = UUID.randomUUID();
        // The review is about the revision at which it was asked for: the second of this asset.
        Wire.send(
                Topics.REVIEW_DECIDED,
                event,
                new ReviewDecided(
                        io.darkroom.contracts.EventIds.review(asset, 2),
                        asset,
                        "default",
                        2,
                        verdict,
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        "ann",
                        Instant.now(),
                        overrules));
        return event;
    }

    private static ValidatableResponse put(String preset, String rules, @Nullable String ifMatch) {
        var request = as("admin").contentType("application/json").body(rules);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/v1/review-rules/" + preset)
                .then();
    }

    private static RequestSpecification own() {
        return given().header("Authorization", "Bearer " + TestServers.API_KEY);
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }
}
