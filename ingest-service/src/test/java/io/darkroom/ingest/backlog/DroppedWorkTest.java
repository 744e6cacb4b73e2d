package io.darkroom.ingest.backlog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class DroppedWorkTest {
    private static final Stage STAGE = Stage.OUTPAINT;
    private static final Way WAY = new Way(STAGE, Lane.LIVE);
    private static final String JOIN = "ingest-service.join";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject DroppedWork work;
    @Inject OwedWork owed;
    @Inject Assets assets;
    @Inject Backlogs backlogs;
    @Inject MeterRegistry registry;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> connection;

    private StandInStage stage;

    @BeforeEach
    void begin() {
        stage = new StandInStage(WAY);
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void whatTheBrokerDroppedIsSentAgainOnceBeforeItIsOverdue() {
        work.look();
        double before = counted();
        UUID first = upload();
        UUID done = upload();
        Wire.send(Reports.succeeded(done, STAGE));
        UUID later = upload();
        var used = Failure.of("model-budget-reached", "The budget is used up", null);
        var putOff = new StageOutcome.Deferred(used, Instant.now().plusSeconds(3600));
        Wire.send(Reports.finished(later, STAGE, 1, putOff));
        Awaitility.await().until(() -> run(later).error() != null);

        awaitGeneration(first, 2);
        awaitGeneration(upload(), 2);

        // The first was dropped a second time long before.
        assertThat(run(first).generation()).isEqualTo(2);
        assertThat(run(first).status()).isEqualTo(StageStatus.Status.PENDING);
        assertThat(run(done).generation()).isEqualTo(1);
        assertThat(run(later).generation()).isEqualTo(1);
        assertThat(plans(first, Lane.LIVE)).containsExactly(Map.of(STAGE, 1), Map.of(STAGE, 2));
        assertThat(counted()).isGreaterThanOrEqualTo(before + 2);
    }

    @Test
    void whatABackfillLostGoesTheWayItCame() {
        UUID asset = upload();
        Wire.send(Reports.succeeded(asset, STAGE));
        Awaitility.await().until(() -> run(asset).status() == StageStatus.Status.SUCCEEDED);
        try (var _ = new StandInStage(new Way(STAGE, Lane.BULK))) {
            given().header("Authorization", "Bearer " + TestServers.API_KEY)
                    .contentType("application/json")
                    .body(
                            "{\"stage\": \"outpaint\", \"filter\": {\"assetIds\": [\"%s\"]}}"
                                    .formatted(asset))
                    .post("/v1/reruns")
                    .then()
                    .statusCode(202);
            awaitGeneration(asset, 3);
        }

        assertThat(plans(asset, Lane.LIVE)).containsExactly(Map.of(STAGE, 1));
        assertThat(plans(asset, Lane.BULK)).containsExactly(Map.of(STAGE, 2), Map.of(STAGE, 3));
    }

    @Test
    void whatAStageStillHasInHandIsNotDropped() throws Exception {
        var progress = new StageProgress(backlogs, connection, JOIN);
        stage.hold();
        UUID inHand = upload();
        try {
            Awaitility.await().atMost(SOON).until(() -> stage.has(inHand));
            assertThat(progress.doneUntil(WAY)).isEmpty();
            Instant marked = Instant.now();
            assertThat(progress.doneUntil(WAY)).isEmpty();

            stage.letGo();
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(progress.doneUntil(WAY))
                                    .hasValueSatisfying(time -> assertThat(time).isBefore(marked)));
        } finally {
            progress.close();
        }
    }

    @Test
    void whatTheJoinHasNotReadIsNotDropped() throws Exception {
        Wire.send(Reports.succeeded(upload(), STAGE));
        var progress = new StageProgress(backlogs, connection, JOIN);
        var behind = new StageProgress(backlogs, connection, "a-join-that-has-read-nothing");
        try {
            assertThat(behind.doneUntil(WAY)).isEmpty();
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(progress.doneUntil(WAY)).isPresent());
            assertThat(behind.doneUntil(WAY)).isEmpty();
        } finally {
            progress.close();
            behind.close();
        }
    }

    @Test
    void whatIsNotInTheTopicYetIsNotPassed() {
        Instant now = Instant.now();
        assertThat(backlogs.unsentSince(Lane.LIVE))
                .isBetween(now.minusSeconds(5), now.plusSeconds(5));
        UUID event = UUID.randomUUID();
        Database.execute(
                "insert into ingest.outbox (event_id, topic, record_key, headers, not_before,"
                        + " created_at) values ('%s', '%s', 'none', '{}', now() + interval '1 h',"
                                .formatted(event, Topics.ASSET_UPLOADED)
                        + " now() - interval '1 h')");
        try {
            assertThat(backlogs.unsentSince(Lane.LIVE)).isBefore(now.minusSeconds(3000));
            assertThat(backlogs.unsentSince(Lane.BULK)).isAfter(now.minusSeconds(5));
        } finally {
            Database.execute("delete from ingest.outbox where event_id = '%s'".formatted(event));
        }
    }

    private UUID upload() {
        return assets.upload(
                "{\"stages\": [\"outpaint\"], \"outpaint\": {\"aspectRatio\": \"16:9\","
                        + " \"instruction\": \"more sand\"}}");
    }

    private static List<Map<Stage, Integer>> plans(UUID asset, Lane lane) {
        return Wire.about(asset, lane.topic(), AssetUploaded.class).stream()
                .map(event -> event.data().plan())
                .toList();
    }

    private void awaitGeneration(UUID asset, int generation) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> {
                    owed.measure();
                    work.look();
                    return run(asset).generation() == generation;
                });
    }

    private StageStatus run(UUID asset) {
        return assets.record(asset).stages().getFirst();
    }

    private double counted() {
        return registry.get("darkroom.stage.dropped").tag("stage", STAGE.id()).counter().count();
    }
}
