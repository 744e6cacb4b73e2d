package io.darkroom.moderation.review;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.ReviewDecided;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.contracts.Schemas;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.service.events.OrderedEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class ReviewApiTest {
    /** What was done, apart from looking: which other tests of this class do too. */
    private static final String LOOKS = "items.findAll { it.action != 'SEEN' }.";

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    private static RequestSpecification as(String name) {
        return given().header("Authorization", "Bearer " + name + "-key");
    }

    private static RequestSpecification json(String name, String body) {
        return as(name).contentType("application/json").body(body);
    }

    /** A new item in the queue. */
    private static ReviewRequested queued(String... reasons) {
        return queued(UUID.randomUUID(), 2, reasons);
    }

    private static ReviewRequested queued(UUID asset, long revision, String... reasons) {
        var request = Requests.request(asset, revision, "default", reasons);
        Requests.send(request);
        await().until(() -> history(request.reviewId()).statusCode() == 200);
        return request;
    }

    private static Response history(UUID review) {
        return as("anna").get("/v1/reviews/" + review + "/history");
    }

    private static String decision(UUID review, long revision, String verdict) {
        return "{\"reviewId\":\"%s\",\"revision\":%d,\"verdict\":\"%s\"}"
                .formatted(review, revision, verdict);
    }

    private static ValidatableResponse decide(String name, String... decisions) {
        return json(name, "{\"decisions\":[" + String.join(",", decisions) + "]}")
                .post("/v1/reviews/decisions")
                .then()
                .statusCode(200);
    }

    private static String state(ReviewRequested request) {
        return all().stream()
                .filter(item -> request.reviewId().toString().equals(item.get("id")))
                .map(item -> String.valueOf(item.get("state")))
                .findFirst()
                .orElse("none");
    }

    /** Every item of every page. */
    private static List<Map<String, Object>> all() {
        var items = new ArrayList<Map<String, Object>>();
        String cursor = "";
        while (cursor != null) {
            var page =
                    as("anna")
                            .get("/v1/reviews?limit=7&cursor=" + cursor)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            items.addAll(page.getList("items"));
            cursor = page.getString("next");
        }
        return items;
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

    @Test
    void twoClaimantsNeverGetTheSameItem() throws InterruptedException, ExecutionException {
        for (int i = 0; i < 30; i++) {
            queued("near-duplicate");
        }
        String body = "{\"limit\":4,\"leaseSeconds\":600,\"reasons\":[\"near-duplicate\"]}";
        var seen = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            var claims =
                    IntStream.range(0, 12)
                            .<Callable<List<String>>>mapToObj(i ->
                                    () ->
                                            json(i % 2 == 0 ? "anna" : "ben", body)
                                                    .post("/v1/reviews/claims")
                                                    .then()
                                                    .statusCode(200)
                                                    .extract()
                                                    .jsonPath()
                                                    .getList("items.id"))
                            .toList();
            for (var claim : threads.invokeAll(claims)) {
                seen.addAll(claim.get());
            }
        }
        assertThat(seen).doesNotHaveDuplicates();
        // What one left because another had it locked is there for the next.
        json("ben", "{\"limit\":100,\"reasons\":[\"near-duplicate\"]}")
                .post("/v1/reviews/claims")
                .then()
                .statusCode(200);
        as("anna")
                .get("/v1/reviews?state=PENDING&reason=near-duplicate")
                .then()
                .body("items", equalTo(List.of()));
    }

    @Test
    void theRiskiestFirst() {
        var low = queued("caption-language");
        var high = queued("caption-language", "guard-face");
        json("anna", "{\"limit\":1,\"order\":\"riskiest\",\"reasons\":[\"caption-language\"]}")
                .post("/v1/reviews/claims")
                .then()
                .statusCode(200)
                .body("items.id", contains(high.reviewId().toString()))
                .body("items[0].state", equalTo("CLAIMED"))
                .body("items[0].claimedBy", equalTo("anna"))
                .body("items[0].leaseUntil", notNullValue());
        decide("ben", decision(high.reviewId(), 2, "APPROVE"))
                .body("results[0].status", equalTo("REFUSED"))
                .body("results[0].problem.type", equalTo("urn:darkroom:problem:review-leased"));
        decide("ben", decision(low.reviewId(), 2, "APPROVE"))
                .body("results[0].status", equalTo("ACCEPTED"));
    }

    @Test
    void aWrongClaimIsRefused() {
        json("anna", "{\"limit\":0}").post("/v1/reviews/claims").then().statusCode(422);
        json("anna", "{\"limits\":1}")
                .post("/v1/reviews/claims")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:darkroom:problem:unknown-field"));
        json("anna", "{\"reasons\":[\"boredom\"]}")
                .post("/v1/reviews/claims")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:darkroom:problem:reason-unknown"));
    }

    @Test
    void eachDecisionOfABatchStandsForItself() {
        var first = queued("requested");
        var second = queued("requested");
        UUID unknown = UUID.randomUUID();
        String withheld =
                "{\"reviewId\":\"%s\",\"revision\":2,\"verdict\":\"APPROVE\",\"withheldVariants\":[\"no-such\"]}"
                        .formatted(second.reviewId());
        String reason =
                "{\"reviewId\":\"%s\",\"revision\":2,\"verdict\":\"REJECT\",\"reasonCodes\":[\"boredom\"]}"
                        .formatted(second.reviewId());
        decide(
                        "anna",
                        decision(first.reviewId(), 2, "APPROVE"),
                        decision(unknown, 2, "APPROVE"),
                        decision(second.reviewId(), 1, "APPROVE"),
                        "{\"reviewId\":\"" + second.reviewId() + "\",\"verdict\":\"MAYBE\"}",
                        "\"nonsense\"",
                        withheld,
                        reason,
                        decision(second.reviewId(), 2, "REJECT"),
                        decision(first.reviewId(), 2, "APPROVE"),
                        decision(first.reviewId(), 2, "REJECT"))
                .body(
                        "results.status",
                        contains(
                                "ACCEPTED",
                                "REFUSED",
                                "REFUSED",
                                "REFUSED",
                                "REFUSED",
                                "REFUSED",
                                "REFUSED",
                                "ACCEPTED",
                                "ACCEPTED",
                                "REFUSED"))
                .body("results[0].reviewId", equalTo(first.reviewId().toString()))
                .body("results[0].problem", nullValue())
                .body("results[1].problem.type", equalTo("urn:darkroom:problem:review-not-found"))
                .body("results[2].problem.type", equalTo("urn:darkroom:problem:review-stale"))
                .body("results[3].reviewId", equalTo(second.reviewId().toString()))
                .body("results[5].problem.errors[0].pointer", equalTo("/withheldVariants/0"))
                .body("results[6].problem.type", equalTo("urn:darkroom:problem:reason-unknown"))
                .body("results[9].problem.type", equalTo("urn:darkroom:problem:review-decided"));
        decide("ben", decision(first.reviewId(), 2, "APPROVE"))
                .body("results[0].problem.type", equalTo("urn:darkroom:problem:review-decided"));
    }

    @Test
    void aDecisionLeavesExactlyOnceAfterTheGraceAndThenStands() {
        var request = queued("outpaint");
        String approve =
                ("{\"reviewId\":\"%s\",\"revision\":2,\"verdict\":\"APPROVE\",\"note\":\"fine\","
                                + "\"captions\":[{\"language\":\"en\",\"alt\":\"A table\"}],"
                                + "\"tags\":[{\"label\":\"table\",\"language\":\"en\"}]}")
                        .formatted(request.reviewId());
        decide("anna", approve, approve).body("results.status", contains("ACCEPTED", "ACCEPTED"));
        await().until(() -> sentCount(request) == 1);
        undo("anna", request)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:darkroom:problem:undo-too-late"));
        var records =
                Requests.read(
                        Topics.REVIEW_DECIDED, request.assetId().toString(), Duration.ofSeconds(8));
        assertThat(records).hasSize(1);
        var record = records.getFirst();
        var event =
                CloudEvent.read(OrderedEvents.headers(record), record.value(), ReviewDecided.class);
        assertThat(event.data().decidedBy()).isEqualTo("anna");
        assertThat(event.data().captions().getFirst().source().editor()).isEqualTo("anna");
        assertThat(event.data().reviewId()).isEqualTo(request.reviewId());
        var schemas =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemas(Schemas.all()));
        assertThat(
                        schemas.getSchema(SchemaLocation.of(Schemas.id("ReviewDecided.v1")))
                                .validate(new String(record.value(), UTF_8), InputFormat.JSON))
                .isEmpty();
    }

    /** The example of the API's description, word for word but for the ids. */
    @Test
    void emptyListsEditNothing() {
        var request = queued("outpaint");
        String copied =
                ("{\"reviewId\":\"%s\",\"revision\":2,\"verdict\":\"APPROVE\","
                                + "\"reasonCodes\":[],\"note\":null,\"withheldVariants\":[],"
                                + "\"captions\":[],\"tags\":[]}")
                        .formatted(request.reviewId());
        // Without the lists it is the same decision, so the second is a repeat.
        decide("anna", copied, decision(request.reviewId(), 2, "APPROVE"))
                .body("results.status", contains("ACCEPTED", "ACCEPTED"));
        await().until(() -> sentCount(request) == 1);
        var record =
                Requests.read(
                                Topics.REVIEW_DECIDED,
                                request.assetId().toString(),
                                Duration.ofSeconds(3))
                        .getFirst();
        var decided =
                CloudEvent.read(OrderedEvents.headers(record), record.value(), ReviewDecided.class)
                        .data();
        assertThat(decided.captions()).isEmpty();
        assertThat(decided.tags()).isNull();
    }

    private static int sentCount(ReviewRequested request) {
        return Requests.read(
                        Topics.REVIEW_DECIDED, request.assetId().toString(), Duration.ofSeconds(3))
                .size();
    }

    private static Response undo(String name, ReviewRequested request) {
        return as(name).post("/v1/reviews/" + request.reviewId() + "/undo");
    }

    @Test
    void whoDecidedCanUndoWithinTheGraceAndNothingLeaves() {
        var request = queued("guard-text");
        decide("anna", decision(request.reviewId(), 2, "REJECT"));
        undo("ben", request)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:darkroom:problem:undo-not-allowed"));
        undo("anna", request).then().statusCode(200).body("state", equalTo("PENDING"));
        undo("anna", request).then().statusCode(409);
        assertThat(
                        Requests.read(
                                Topics.REVIEW_DECIDED,
                                request.assetId().toString(),
                                Duration.ofSeconds(6)))
                .isEmpty();
        history(request.reviewId())
                .then()
                .body(LOOKS + "action", contains("REQUESTED", "DECIDED", "UNDONE"))
                .body(LOOKS + "by", contains("pipeline", "anna", "anna"))
                .body("items[1].at", notNullValue())
                .body("items[1].revision", equalTo(2));
    }

    @Test
    void aNewerRevisionTakesThePlaceOfAnOlderOneAndARepeatChangesNothing() {
        UUID asset = UUID.randomUUID();
        var older = queued(asset, 2, "requested");
        var newer = queued(asset, 3, "requested");
        await().until(() -> state(older).equals("SUPERSEDED"));
        Requests.send(older);
        Requests.send(newer);
        var marker = queued(asset, 4, "requested");
        assertThat(state(marker)).isEqualTo("PENDING");
        assertThat(state(newer)).isEqualTo("SUPERSEDED");
        decide("anna", decision(older.reviewId(), 2, "APPROVE"))
                .body("results[0].problem.type", equalTo("urn:darkroom:problem:review-superseded"));
        history(older.reviewId())
                .then()
                .body(LOOKS + "action", contains("REQUESTED", "SUPERSEDED"));
    }

    @Test
    void aRecordThatIsNoEventIsSetAsideAndHoldsNobodyUp() {
        String key = UUID.randomUUID().toString();
        Requests.send(key, Map.of("ce_id", "x"), "{".getBytes(UTF_8));
        queued("requested");
        await().until(() ->
                Requests.read(Topics.REVIEW_REQUESTED_DEAD, key, Duration.ofSeconds(3)).size()
                        == 1);
    }

    @Test
    void manyDecisionsAtOnce() {
        var decisions =
                IntStream.range(0, 500)
                        .mapToObj(_ -> decision(UUID.randomUUID(), 1, "APPROVE"))
                        .toArray(String[]::new);
        assertThat(
                        decide("anna", decisions)
                                .extract()
                                .jsonPath()
                                .getList("results.status", String.class))
                .hasSize(500)
                .containsOnly("REFUSED");
        json("anna", "{\"decisions\":[]}").post("/v1/reviews/decisions").then().statusCode(422);
    }
}
