package io.darkroom.moderation.review;

import static io.darkroom.moderation.review.ReviewApi.as;
import static io.darkroom.moderation.review.ReviewApi.decide;
import static io.darkroom.moderation.review.ReviewApi.decision;
import static io.darkroom.moderation.review.ReviewApi.history;
import static io.darkroom.moderation.review.ReviewApi.json;
import static io.darkroom.moderation.review.ReviewApi.queued;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
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
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decisions one by one and in batches, and how they are taken back. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class ReviewDecisionTest {
    /** What was done, apart from looking: which other tests do too. */
    private static final String LOOKS = "items.findAll { it.action != 'SEEN' }.";

    @Inject DataSource database;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
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

    /** It would never leave, since no topic takes it, and the item would be decided for good. */
    @Test
    void aDecisionThatNoEventCanHoldIsRefusedAlone() {
        var large = queued("outpaint");
        var small = queued("outpaint");
        String captions =
                IntStream.range(0, 300)
                        .mapToObj(i ->
                                "{\"language\":\"x-%d\",\"alt\":\"%s\"}"
                                        .formatted(i, "ä".repeat(250)))
                        .collect(Collectors.joining(","));

        decide(
                        "anna",
                        "{\"reviewId\":\"%s\",\"revision\":2,\"verdict\":\"APPROVE\",\"captions\":[%s]}"
                                .formatted(large.reviewId(), captions),
                        decision(small.reviewId(), 2, "APPROVE"))
                .body("results.status", contains("REFUSED", "ACCEPTED"))
                .body("results[0].reviewId", equalTo(large.reviewId().toString()))
                .body("results[0].problem.type", equalTo("urn:darkroom:problem:field-invalid"))
                .body("results[0].problem.detail", containsString("at most 65536"));
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
        letAnotherLeave();
        assertThat(sent(request)).as("sent while it can be undone").isEmpty();
        awaitSent(request);
        undo("anna", request)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:darkroom:problem:undo-too-late"));
        letAnotherLeave();
        var records = sent(request);
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
        awaitSent(request);
        var record = sent(request).getFirst();
        var decided =
                CloudEvent.read(OrderedEvents.headers(record), record.value(), ReviewDecided.class)
                        .data();
        assertThat(decided.captions()).isEmpty();
        assertThat(decided.tags()).isNull();
    }

    private static List<ConsumerRecord<String, byte[]>> sent(ReviewRequested request) {
        return Requests.read(Topics.REVIEW_DECIDED, request.assetId().toString());
    }

    private void awaitSent(ReviewRequested request) {
        Grace.end(database, request);
        await().until(() -> sent(request).size() == 1);
    }

    /** Once this decision has left, every one that was due before it has, too. */
    private void letAnotherLeave() {
        var later = queued("requested");
        decide("ben", decision(later.reviewId(), 2, "APPROVE"));
        awaitSent(later);
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
        Grace.end(database, request);
        letAnotherLeave();
        assertThat(sent(request)).isEmpty();
        history(request.reviewId())
                .then()
                .body(LOOKS + "action", contains("REQUESTED", "DECIDED", "UNDONE"))
                .body(LOOKS + "by", contains("pipeline", "anna", "anna"))
                .body("items[1].at", notNullValue())
                .body("items[1].revision", equalTo(2));
    }

    /** With what people write in them they have 3 MB. */
    @Test
    void manyDecisionsAtOnce() {
        String captions = "\"captions\":[{\"language\":\"en\",\"alt\":\"" + "a".repeat(6_000);
        var decisions =
                IntStream.range(0, 500)
                        .mapToObj(_ ->
                                "{\"reviewId\":\"%s\",\"revision\":1,\"verdict\":\"APPROVE\",%s\"}]}"
                                        .formatted(UUID.randomUUID(), captions))
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
