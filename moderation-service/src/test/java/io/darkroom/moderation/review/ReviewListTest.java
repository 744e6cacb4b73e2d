package io.darkroom.moderation.review;

import static io.darkroom.moderation.review.ReviewApi.all;
import static io.darkroom.moderation.review.ReviewApi.as;
import static io.darkroom.moderation.review.ReviewApi.decide;
import static io.darkroom.moderation.review.ReviewApi.decision;
import static io.darkroom.moderation.review.ReviewApi.json;
import static io.darkroom.moderation.review.ReviewApi.queued;
import static io.darkroom.moderation.review.ReviewApi.state;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.ReviewRequested;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the queue shows, to whom, and in which order. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class ReviewListTest {
    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @Test
    void anItemShowsTheAssetItsReasonsAndLinks() {
        var request = queued("guard-seam");
        String link =
                as("anna")
                        .get("/v1/reviews?state=PENDING&reason=guard-seam&limit=1")
                        .then()
                        .statusCode(200)
                        .body("items[0].id", equalTo(request.reviewId().toString()))
                        .body("items[0].assetId", equalTo(request.assetId().toString()))
                        .body("items[0].tenant", equalTo("default"))
                        .body("items[0].revision", equalTo(2))
                        .body("items[0].state", equalTo("PENDING"))
                        .body("items[0].reasons.code", contains("guard-seam"))
                        .body("items[0].claimedBy", nullValue())
                        .body("items[0].record.id", equalTo(request.assetId().toString()))
                        .body("items[0].previews.variants", notNullValue())
                        .extract()
                        .path("items[0].previews.original");
        assertThat(link).startsWith("http").contains("X-Amz-Expires=300");
    }

    @Test
    void pagesHoldEveryItemOnceOldestFirst() {
        var sent = IntStream.range(0, 16).mapToObj(_ -> queued("sample")).toList();
        var items = all();
        var ids = items.stream().map(item -> item.get("id")).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids)
                .containsAll(sent.stream().map(request -> request.reviewId().toString()).toList());
        assertThat(items.stream().map(item -> String.valueOf(item.get("createdAt"))).toList())
                .isSorted();
    }

    @Test
    void whatWasDecidedLastComesFirstWhereAskedFor() {
        var first = queued("caption-language");
        var second = queued("caption-language");
        decide("anna", decision(second.reviewId(), 2, "REJECT"));
        decide("anna", decision(first.reviewId(), 2, "APPROVE"));
        String list = "/v1/reviews?state=DECIDED&order=decided&reason=caption-language&limit=1";

        var page = as("anna").get(list).then().statusCode(200).extract().jsonPath();
        assertThat(page.getList("items.id", String.class))
                .containsExactly(first.reviewId().toString());
        page = as("anna").get(list + "&cursor=" + page.getString("next")).jsonPath();
        assertThat(page.getList("items.id", String.class))
                .containsExactly(second.reviewId().toString());
        as("anna").get("/v1/reviews?order=decided").then().statusCode(400);
        as("anna").get("/v1/reviews?order=newest").then().statusCode(400);
    }

    @Test
    void wrongParametersAreToldAllAtOnce() {
        as("anna")
                .get("/v1/reviews?state=OPEN&reason=boredom&limit=0")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:darkroom:problem:parameter-invalid"))
                .body("errors.parameter", contains("state", "reason", "limit"));
        as("anna")
                .get("/v1/reviews?cursor=made-up")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("cursor"));
        String beyond = "+1000000000-01-01T00:00:00Z/" + UUID.randomUUID();
        as("anna")
                .queryParam("cursor", Base64.getUrlEncoder().encodeToString(beyond.getBytes(UTF_8)))
                .get("/v1/reviews")
                .then()
                .statusCode(400);
    }

    @Test
    void anIdThatIsNoneNamesNoReview() {
        for (var answer :
                List.of(
                        as("anna").get("/v1/reviews/42/history"),
                        as("anna").post("/v1/reviews/42/undo"))) {
            answer.then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:darkroom:problem:review-not-found"));
        }
    }

    @Test
    void eachStateShowsItsOwnItemsOnly() {
        UUID asset = UUID.randomUUID();
        var superseded = queued(asset, 2, "preset-rule");
        var pending = queued(asset, 3, "preset-rule");
        var decided = queued("preset-rule");
        decide("anna", decision(decided.reviewId(), 2, "REJECT"));
        await().until(() -> state(superseded).equals("SUPERSEDED"));

        assertListed("SUPERSEDED", superseded);
        assertListed("DECIDED", decided);
        assertListed("PENDING", pending);
        json("ben", "{\"reasons\":[\"preset-rule\"]}")
                .post("/v1/reviews/claims")
                .then()
                .statusCode(200)
                .body("items.id", contains(pending.reviewId().toString()));
        assertListed("CLAIMED", pending);
        assertListed("PENDING");
    }

    /** These, and no other item with the reason preset-rule, which only one test uses. */
    private static void assertListed(String state, ReviewRequested... expected) {
        assertThat(
                        as("anna")
                                .get("/v1/reviews?reason=preset-rule&state=" + state)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath()
                                .getList("items.id", String.class))
                .containsExactly(
                        Arrays.stream(expected)
                                .map(request -> request.reviewId().toString())
                                .toArray(String[]::new));
    }

    @Test
    void onlyReviewersOfTheTenantSeeAnything() {
        var request = queued("requested");
        given().get("/v1/reviews").then().statusCode(401);
        as("up").get("/v1/reviews").then().statusCode(403);
        as("carl").get("/v1/reviews").then().statusCode(200).body("items", equalTo(List.of()));
        as("carl")
                .get("/v1/reviews/" + request.reviewId() + "/history")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:darkroom:problem:review-not-found"));
        decide("carl", decision(request.reviewId(), 2, "REJECT"))
                .body("results[0].problem.status", equalTo(404));
    }
}
