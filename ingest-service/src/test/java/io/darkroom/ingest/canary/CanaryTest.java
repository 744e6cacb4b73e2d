package io.darkroom.ingest.canary;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.CanaryFinished;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Cost;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a canary makes is compared, and goes no further. */
@QuarkusTest
class CanaryTest {
    private static final String PATH = "/v1/stages/caption/canary";

    @Inject Assets assets;
    @Inject CanaryOutcomes outcomes;

    private final String name = "larger-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void stop() {
        operator().delete(PATH).then().statusCode(200).body("canary", nullValue());
    }

    @Test
    void whatItMakesStandsBesideTheStageAndReachesNobody() {
        start(25);
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        long before = assets.record(id).revision();

        make(id, caption("A blue table and a chair"));
        awaitMade(1);
        assertThat(assets.record(id))
                .returns(Asset.State.ENRICHING, Asset::state)
                .returns(before, Asset::revision)
                .returns(List.of(), Asset::captions);
        shown().body("compared", equalTo(0)).body("agreement", nullValue());

        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        Asset published = assets.await(id, Asset.State.PUBLISHED);
        make(id, caption("A green table"));
        Awaitility.await()
                .untilAsserted(
                        () -> shown().body("examples.canary", contains("en: A green table")));

        shown().body("made", equalTo(1))
                .body("compared", equalTo(1))
                .body("agreement", equalTo(0.5f))
                .body("examples[0].assetId", equalTo(id.toString()))
                .body("examples[0].baseline", equalTo("en: A blue table"))
                .body("baseline.models", contains("built-in"))
                .body("baseline.medianMs", equalTo(12))
                .body("baseline.costs.size()", equalTo(0))
                .body("canary.models", contains("openai large"))
                .body("canary.medianMs", equalTo(900))
                .body("canary.length", equalTo(13))
                .body("canary.costs[0].each", equalTo("0.004200"));
        assets.awaitQuiet(id);
        assertThat(assets.record(id)).isEqualTo(published);
        assertThat(published.captions()).extracting(Caption::alt).containsExactly("A blue table");
        assertThat(Wire.about(id, Topics.ASSET_ENRICHED, AssetEnriched.class)).hasSize(1);
    }

    @Test
    void failuresAreCountedBesideSuccesses() {
        start(25);
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        assets.await(id, Asset.State.PUBLISHED);

        make(id, new StageOutcome.Failed(Failure.of("model-refused", "It refused", null)));
        awaitMade(1);

        shown().body("baseline.succeeded", equalTo(1))
                .body("canary.failed", equalTo(1))
                .body("canary.failures[0].type", equalTo("urn:darkroom:problem:model-refused"))
                .body("canary.medianMs", nullValue())
                .body("examples[0].canary", equalTo("failed: It refused"))
                .body("examples[0].agreement", nullValue());
    }

    @Test
    void whatIsErasedOrUnknownLeavesNothing() {
        start(25);
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        make(UUID.randomUUID(), caption("Nobody's"));
        Wire.send(Topics.STAGE_CANARY, "broken", new byte[] {'{'}, Map.of());
        make(id, caption("A table"));
        awaitMade(1);

        operator().delete("/v1/assets/" + id).then().statusCode(204);

        assertThat(rows()).isZero();
    }

    @Test
    void whatWasMadeLongAgoIsForgotten() {
        start(25);
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        make(id, caption("A table"));
        awaitMade(1);

        outcomes.forget(Instant.now().minus(Duration.ofDays(14)));
        assertThat(rows()).isEqualTo(1);
        outcomes.forget(Instant.now().plusSeconds(1));

        assertThat(rows()).isZero();
    }

    @Test
    void aCanaryKeepsThePauseAndItsBeginningWhileItsShareChanges() {
        start(25);
        Instant since = toldCanary().since();
        operator().body("{}").put("/v1/stages/caption/pause").then().statusCode(200);
        start(50);

        operator()
                .get("/v1/stages")
                .then()
                .body("items[0].paused", equalTo(true))
                .body("items[0].control.canary.name", equalTo(name))
                .body("items[0].control.canary.percent", equalTo(50.0f));
        Awaitility.await().until(() -> toldCanary().percent() == 50);
        assertThat(toldCanary().since()).isEqualTo(since);
        operator().delete("/v1/stages/caption/pause").then().statusCode(200);
        operator().get(PATH).then().body("share.percent", equalTo(50.0f));
    }

    @Test
    void wrongWordsAndWrongPeopleAreRefused() {
        for (String wrong :
                new String[] {
                    "{\"name\": \"Larger model\", \"percent\": 10}",
                    "{\"name\": \"larger\", \"percent\": 0}",
                    "{\"name\": \"larger\", \"percent\": 101}",
                    "{\"percent\": 10}"
                }) {
            operator().body(wrong).put(PATH).then().statusCode(422);
        }
        operator().get("/v1/stages/paint/canary").then().statusCode(422);
        as("operator").get(PATH).then().statusCode(403);
        as("uploader").body("{}").put(PATH).then().statusCode(403);
    }

    private void start(double percent) {
        operator()
                .body("{\"name\": \"%s\", \"percent\": %s}".formatted(name, percent))
                .put(PATH)
                .then()
                .statusCode(200)
                .body("canary.name", equalTo(name));
        Awaitility.await()
                .until(() ->
                        Optional.ofNullable(told().canary())
                                .filter(each -> each.name().equals(name))
                                .isPresent());
    }

    private void make(UUID id, StageOutcome outcome) {
        var made = new StageFinished(id, "default", Stage.CAPTION, 1, 1, 900, outcome);
        var event = new CanaryFinished(name, made);
        Wire.send(Topics.STAGE_CANARY, EventIds.canaryFinished(event), event);
    }

    private void awaitMade(int count) {
        Awaitility.await().untilAsserted(() -> shown().body("made", equalTo(count)));
    }

    private ValidatableResponse shown() {
        return operator().get(PATH).then().statusCode(200);
    }

    private long rows() {
        return Database.number(
                "select count(*) from ingest.canary_outcome where canary = '" + name + "'");
    }

    private static StageOutcome caption(String alt) {
        var source = new Source(Source.Kind.MODEL, "openai", "large", "1", null, Instant.EPOCH);
        return new StageOutcome.Succeeded(
                new StageResult.Captioned(List.of(new Caption("en", alt, null, false, source))),
                List.of(),
                "openai",
                "large",
                new Cost("USD", new BigDecimal("0.0042"), 800L, 60L),
                List.of());
    }

    /** The latest word on the stage. */
    private static StageControl told() {
        var last =
                Wire.records(Topics.STAGE_CONTROL).stream()
                        .filter(record -> Stage.CAPTION.id().equals(record.key()))
                        .reduce((_, later) -> later)
                        .orElseThrow();
        try {
            return Json.mapper().readValue(last.value(), StageControl.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static StageControl.Canary toldCanary() {
        return Objects.requireNonNull(told().canary());
    }

    private static RequestSpecification operator() {
        return as(TestServers.API_KEY);
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }
}
