package io.darkroom.moderation.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.ReviewDecided;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.contracts.Topics;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.service.events.OrderedEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several people at one queue: two approvals, overruling, giving back, and what each is told. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class TeamTest {
    private static final Reviewer EVA = new Reviewer("eva");
    private static final Reviewer FAY = new Reviewer("fay");
    private static final Reviewer GUS = new Reviewer("gus");
    private static final String ACCEPTED = "ACCEPTED";

    @Inject DataSource database;

    @BeforeAll
    static void patience() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    private static ReviewRequested forTwo(String... codes) {
        return EVA.queued(json -> json.put("requiredApprovals", 2), UUID.randomUUID(), 2, codes);
    }

    private static List<ReviewDecided> sent(ReviewRequested request) {
        return Requests.read(Topics.REVIEW_DECIDED, request.assetId().toString()).stream()
                .map(record ->
                        CloudEvent.read(
                                        OrderedEvents.headers(record),
                                        record.value(),
                                        ReviewDecided.class)
                                .data())
                .toList();
    }

    private void awaitSent(ReviewRequested request, int decisions) {
        Grace.end(database, request);
        await().until(() -> sent(request).size() == decisions);
    }

    @Test
    void twoPeopleMustApproveAndNeverTheSameTwice() {
        var request = forTwo("guard-face");
        FAY.decide(request, "APPROVE", ",\"withheldVariants\":[\"crop-16x9\"]")
                .body("results[0].status", equalTo(ACCEPTED));
        FAY.decide(request, "APPROVE", ",\"withheldVariants\":[\"crop-16x9\"]")
                .body("results[0].status", equalTo(ACCEPTED));
        FAY.decide(request, "APPROVE", "")
                .body("results[0].problem.detail", containsString("somebody else"));
        FAY.post("/claims", "{\"reviewIds\":[\"" + request.reviewId() + "\"]}")
                .then()
                .body("items", equalTo(List.of()));
        GUS.http()
                .get("/v1/reviews/" + request.reviewId())
                .then()
                .body("state", equalTo("PENDING"))
                .body("requiredApprovals", equalTo(2))
                .body("firstApproval.by", equalTo("fay"));

        GUS.decide(request, "APPROVE", "").body("results[0].status", equalTo(ACCEPTED));

        awaitSent(request, 1);
        var decided = sent(request).getFirst();
        assertThat(decided.decidedBy()).isEqualTo("gus");
        assertThat(decided.withheldVariants())
                .as("what the first withheld holds")
                .containsExactly("crop-16x9");
    }

    @Test
    void oneNoIsEnoughAndAFirstApprovalCanBeTakenBack() {
        var request = forTwo("guard-person");
        FAY.decide(request, "APPROVE", "").body("results[0].status", equalTo(ACCEPTED));
        FAY.post("/" + request.reviewId() + "/undo", "{}")
                .then()
                .statusCode(200)
                .body("firstApproval", nullValue());

        FAY.decide(request, "REJECT", "").body("results[0].status", equalTo(ACCEPTED));

        GUS.http()
                .get("/v1/reviews/" + request.reviewId())
                .then()
                .body("state", equalTo("DECIDED"))
                .body("decision.by", equalTo("fay"));
    }

    @Test
    void aDecisionThatHasLeftIsOverruledByANewOneAndThatCanBeUndone() {
        var request = EVA.queued("requested");
        FAY.decide(request, "APPROVE", "").body("results[0].status", equalTo(ACCEPTED));
        GUS.decide(request, "REJECT", ",\"overrule\":true")
                .body("results[0].problem.type", equalTo("urn:darkroom:problem:review-decided"))
                .body("results[0].problem.detail", containsString("can be undone"));
        awaitSent(request, 1);
        GUS.decide(request, "REJECT", "")
                .body("results[0].problem.detail", containsString("'overrule'"));

        GUS.decide(request, "REJECT", ",\"overrule\":true")
                .body("results[0].status", equalTo(ACCEPTED));
        GUS.post("/" + request.reviewId() + "/undo", "{}")
                .then()
                .statusCode(200)
                .body("state", equalTo("DECIDED"))
                .body("decision.by", equalTo("fay"));
        GUS.decide(request, "REJECT", ",\"overrule\":true")
                .body("results[0].status", equalTo(ACCEPTED));

        awaitSent(request, 2);
        var events = sent(request);
        assertThat(events.getFirst().overrules()).isNull();
        assertThat(events.getLast().overrules()).isNotNull();
        assertThat(events.getLast().verdict()).isEqualTo(ReviewDecided.Verdict.REJECT);
        EVA.history(request.reviewId()).then().body("items.action", hasItem("OVERRULED"));
    }

    @Test
    void aDecisionAboutAnOlderRevisionIsToldWhatChanged() {
        UUID asset = UUID.randomUUID();
        var older = EVA.queued(_ -> {}, asset, 2, "requested");
        EVA.queued(
                json -> {
                    var record = (ObjectNode) json.get("record");
                    ((ObjectNode) record.get("captions").get(0)).put("alt", "A cat on a table.");
                    record.putArray("tags");
                },
                asset,
                3,
                "requested");

        FAY.decide(older, "APPROVE", "")
                .body("results[0].problem.type", equalTo("urn:darkroom:problem:review-superseded"))
                .body(
                        "results[0].problem.errors.pointer",
                        contains("/record/captions/en", "/record/tags"))
                .body("results[0].problem.detail", containsString("Revision 3 waits instead"));
    }

    @Test
    void whatIsGivenBackIsThereForOthersAndALeaseBeginsAnew() {
        var request = EVA.queued("caption-language");
        String ids = "{\"reviewIds\":[\"" + request.reviewId() + "\"]}";
        FAY.post("/claims", ids).then().body("items.claimedBy", contains("fay"));
        FAY.post("/claims", ids).then().body("items.claimedBy", contains("fay"));
        GUS.post("/claims", ids).then().body("items", equalTo(List.of()));
        GUS.post("/releases", ids).then().body("reviewIds", equalTo(List.of()));
        FAY.http()
                .get("/v1/reviews?state=CLAIMED&mine=true&reason=caption-language")
                .then()
                .body("items.id", contains(request.reviewId().toString()));

        FAY.post("/releases", ids).then().body("reviewIds.size()", equalTo(1));

        GUS.post("/claims", ids).then().body("items.claimedBy", contains("gus"));
        EVA.history(request.reviewId())
                .then()
                .body("items.action", contains("REQUESTED", "CLAIMED", "RELEASED", "CLAIMED"));
    }

    @Test
    void theQueueIsFilteredByPresetAndAge() {
        String preset = "preset-" + UUID.randomUUID();
        var request =
                EVA.queued(
                        json -> ((ObjectNode) json.at("/record/request")).put("preset", preset),
                        UUID.randomUUID(),
                        2,
                        "low-confidence");
        String past = Instant.now().minusSeconds(3600).toString();
        FAY.http()
                .get("/v1/reviews?preset=" + preset + "&reason=low-confidence&reason=sample")
                .then()
                .body("items.id", contains(request.reviewId().toString()));
        FAY.http()
                .get("/v1/reviews?preset=" + preset + "&createdBefore=" + past)
                .then()
                .body("items", equalTo(List.of()));
        FAY.http().get("/v1/reviews?createdBefore=yesterday").then().statusCode(400);
        FAY.post("/claims", "{\"presets\":[\"" + preset + "\"],\"createdAfter\":\"" + past + "\"}")
                .then()
                .body("items.id", contains(request.reviewId().toString()));
    }

    @Test
    void everyTagCanBeRemovedAndTextThatCannotBeKeptIsRefused() {
        var request = EVA.queued("near-duplicate");
        FAY.decide(request, "APPROVE", ",\"note\":\"a\\u0000b\"")
                .body("results[0].problem.type", equalTo("urn:darkroom:problem:field-invalid"));
        FAY.decide(
                        request,
                        "APPROVE",
                        ",\"clearTags\":true,\"tags\":[{\"label\":\"a\",\"language\":\"en\"}]")
                .body("results[0].problem.type", equalTo("urn:darkroom:problem:field-invalid"));

        FAY.decide(request, "APPROVE", ",\"clearTags\":true,\"reasonCodes\":[\"wrong-tags\"]")
                .body("results[0].status", equalTo(ACCEPTED));

        awaitSent(request, 1);
        assertThat(sent(request).getFirst().tags()).isEmpty();
    }

    /** The database breaks in the middle of a batch: what was not answered was not taken either. */
    @Test
    void aBatchThatBreaksIsNotTakenAndIsTakenWholeAfterwards() throws SQLException {
        var first = EVA.queued("guard-text");
        var second = EVA.queued("guard-text");
        String batch =
                "{\"decisions\":[%s]}"
                        .formatted(
                                Stream.of(first, second)
                                        .map(each ->
                                                "{\"reviewId\":\"%s\",\"revision\":2,\"verdict\":\"REJECT\"}"
                                                        .formatted(each.reviewId()))
                                        .collect(Collectors.joining(",")));
        run(
                """
                create function moderation.break_down() returns trigger language plpgsql as
                $$ begin if new.record_key = '%s' then raise exception 'broken down'; end if; return new; end $$;
                create trigger break_down before insert on moderation.outbox
                    for each row execute function moderation.break_down();
                """
                        .formatted(second.assetId()));
        try {
            FAY.post("/decisions", batch).then().statusCode(500);
        } finally {
            run(
                    "drop trigger break_down on moderation.outbox; drop function"
                            + " moderation.break_down()");
        }
        FAY.http().get("/v1/reviews/" + first.reviewId()).then().body("state", equalTo("PENDING"));

        FAY.post("/decisions", batch)
                .then()
                .statusCode(200)
                .body("results.status", contains(ACCEPTED, ACCEPTED));

        awaitSent(second, 1);
        awaitSent(first, 1);
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void theReasonsAreAListInOrder() {
        FAY.http()
                .get("/v1/reviews/reasons")
                .then()
                .statusCode(200)
                .body("items[0].code", equalTo("off-brand"))
                .body("items[0].label", equalTo("Off brand"));
    }

    @Test
    void serviceLevelsCountAndASampleMeasuresAgreement() {
        var agreed = EVA.queued("sample");
        var changed = EVA.queued("sample");
        FAY.decide(agreed, "APPROVE", "").body("results[0].status", equalTo(ACCEPTED));
        FAY.decide(
                        changed,
                        "APPROVE",
                        ",\"captions\":[{\"language\":\"en\",\"alt\":\"A table in a garden\"}]")
                .body("results[0].status", equalTo(ACCEPTED));

        await().untilAsserted(() ->
                FAY.http()
                        .get("/v1/reviews/levels")
                        .then()
                        .statusCode(200)
                        .body("sample.decided", equalTo(2))
                        .body("sample.agreement", equalTo(0.5f)));
        await().untilAsserted(() ->
                assertThat(FAY.http().get("/q/metrics").asString())
                        .contains("darkroom_reviews_sample_agreement{tenant=\"team\"}" + " 0.5"));
    }

    @Test
    void whoSawAnItemIsWrittenDownOnce() {
        var request = EVA.queued("instruction-style");
        for (int i = 0; i < 3; i++) {
            GUS.http().get("/v1/reviews?reason=instruction-style").then().statusCode(200);
            GUS.http().get("/v1/reviews/" + request.reviewId()).then().statusCode(200);
        }

        EVA.history(request.reviewId())
                .then()
                .body("items.action", contains("REQUESTED", "SEEN"))
                .body("items[1].by", equalTo("gus"));
    }
}
