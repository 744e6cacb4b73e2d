package io.darkroom.moderation.review;

import static io.darkroom.moderation.review.ReviewApi.as;
import static io.darkroom.moderation.review.ReviewApi.decide;
import static io.darkroom.moderation.review.ReviewApi.decision;
import static io.darkroom.moderation.review.ReviewApi.history;
import static io.darkroom.moderation.review.ReviewApi.json;
import static io.darkroom.moderation.review.ReviewApi.queued;
import static io.darkroom.moderation.review.ReviewApi.state;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
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

/** How items come into the queue and are taken out of it. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class ReviewClaimTest {
    /** What was done, apart from looking: which other tests do too. */
    private static final String LOOKS = "items.findAll { it.action != 'SEEN' }.";

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
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
        await().until(() -> Requests.read(Topics.REVIEW_REQUESTED_DEAD, key).size() == 1);
    }
}
