package io.darkroom.ingest.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.StageInstance;
import io.darkroom.contracts.StageInstance.Load;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SteeringTest {
    private static final Stage STAGE = Stage.SMART_CROP;

    @Inject Assets assets;
    @Inject AssetSeeds seeds;

    @AfterEach
    void goOn() {
        operator().delete("/v1/stages/smart-crop/pause").then().statusCode(200);
        operator().delete("/v1/stages/smart-crop/concurrency").then().statusCode(200);
    }

    @Test
    void aPauseIsShownAndToldAndKeepsTheConcurrency() {
        operator()
                .body("{\"concurrency\": 3}")
                .put("/v1/stages/smart-crop/concurrency")
                .then()
                .statusCode(200)
                .body("paused", equalTo(false));

        pause("moving the model");

        operator()
                .get("/v1/stages")
                .then()
                .statusCode(200)
                .body("items[2].stage", equalTo("smart-crop"))
                .body("items[2].paused", equalTo(true))
                .body("items[2].control.reason", equalTo("moving the model"))
                .body("items[2].control.by", equalTo("test"))
                .body("items[2].control.concurrency", equalTo(3))
                .body("items[1].control", nullValue());
        Awaitility.await().until(() -> told().paused());
        assertThat(told()).returns(3, StageControl::concurrency).returns("test", StageControl::by);
    }

    @Test
    void whatIsPausedIsNotOverdueAndHasItsWholeTimeAfterwards() {
        UUID id = assets.upload("{\"stages\": [\"smart-crop\"]}");
        pause(null);

        // Overdue so often that it would have timed out: 2 resends and then the end.
        for (int times = 0; times < 4; times++) {
            Database.execute(
                    "update ingest.asset_stage set due_at = now() - interval '1 hour' where "
                            + of(id));
            Awaitility.await()
                    .until(() ->
                            Database.number(
                                            "select count(*) from ingest.asset_stage where due_at >"
                                                    + " now() and "
                                                    + of(id))
                                    == 1);
        }
        Database.execute(
                "update ingest.asset_stage set due_at = now() + interval '1 second' where "
                        + of(id));
        operator().delete("/v1/stages/smart-crop/pause").then().statusCode(200);

        assertThat(
                        Database.number(
                                "select count(*) from ingest.asset_stage where status = 'PENDING'"
                                        + " and generation = 1 and resends = 0 and due_at > now() +"
                                        + " interval '4 minutes' and "
                                        + of(id)))
                .isEqualTo(1);
    }

    @Test
    void theBacklogAndItsAgeAreShown() {
        UUID id = assets.upload("{\"stages\": [\"smart-crop\"]}");
        Database.execute(
                "update ingest.asset set created_at = now() - interval '400 days' where id = '"
                        + id
                        + "'");

        assertThat(number("backlog")).isPositive();
        assertThat(number("oldestSeconds")).isGreaterThanOrEqualTo(400.0 * 24 * 3600);
        Database.execute("delete from ingest.asset where id = '" + id + "'");
    }

    @Test
    void aRerunOfManyWaitsOnTheBulkLane() {
        UUID id = seeds.in(Asset.State.PUBLISHED, "default");
        double before = number("bulk");

        operator()
                .body("{\"stage\": \"smart-crop\", \"filter\": {\"assetIds\": [\"" + id + "\"]}}")
                .post("/v1/reruns")
                .then()
                .statusCode(202);

        Awaitility.await().until(() -> number("bulk") == before + 1);
        Database.execute("delete from ingest.asset where id = '" + id + "'");
    }

    @Test
    void instancesAreShownWithTheirRatesUntilTheyAreSilent() {
        String name = "toy@" + UUID.randomUUID();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        tell(name, now.minusSeconds(10), load(5, 0, 0));
        tell(name, now, load(25, 10, 2));

        Awaitility.await().until(() -> number("inFlight") == 2);
        assertThat(number("endedPerSecond")).isEqualTo(2);
        assertThat(number("errorRate")).isEqualTo(0.5);
        assertThat(number("instances.size()")).isEqualTo(1);
        Awaitility.await().until(() -> number("instances.size()") == 0);
    }

    @Test
    void onlyThoseWhoRunTheInstallationSteer() {
        for (String key : new String[] {"operator", "admin"}) {
            as(key).get("/v1/stages").then().statusCode(403);
            as(key).body("{}").put("/v1/stages/smart-crop/pause").then().statusCode(403);
        }
        as("uploader").body("{}").put("/v1/stages/smart-crop/pause").then().statusCode(403);
        operator().get("/v1/stages").then().body("items[2].paused", equalTo(false));
    }

    @Test
    void wrongWordsAreRefused() {
        operator().body("{}").put("/v1/stages/paint/pause").then().statusCode(422);
        operator()
                .body("{\"concurrency\": \"many\"}")
                .put("/v1/stages/smart-crop/concurrency")
                .then()
                .statusCode(400);
        for (String wrong : new String[] {"0", "-1", "257"}) {
            operator()
                    .body("{\"concurrency\": " + wrong + "}")
                    .put("/v1/stages/smart-crop/concurrency")
                    .then()
                    .statusCode(422);
        }
        operator()
                .body("{\"reason\": \"two\\nlines\"}")
                .put("/v1/stages/smart-crop/pause")
                .then()
                .statusCode(422);
    }

    private static void pause(@Nullable String reason) {
        operator()
                .body(reason == null ? "{}" : "{\"reason\": \"" + reason + "\"}")
                .put("/v1/stages/smart-crop/pause")
                .then()
                .statusCode(200)
                .body("paused", equalTo(true));
    }

    private static String of(UUID id) {
        return "asset_id = '" + id + "'";
    }

    private static double number(String field) {
        return operator()
                .get("/v1/stages")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getDouble("items[2]." + field);
    }

    private static StageControl told() {
        var last = Wire.records(Topics.STAGE_CONTROL).getLast();
        try {
            return Json.mapper().readValue(last.value(), StageControl.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Load load(long ended, long failed, int inFlight) {
        return new Load(STAGE, false, null, 4, inFlight, 0, ended, failed, 0, null);
    }

    private static void tell(String name, Instant at, Load load) {
        var report =
                new StageInstance(
                        name, "toy-service", at, at.minusSeconds(60), 1500, List.of(load));
        var event =
                new CloudEvent<>(
                        UUID.randomUUID().toString(), "/toy", StageInstance.TYPE, at, name, report);
        Wire.send(Topics.STAGE_INSTANCES, name, event.value(), event.headers());
    }

    private static RequestSpecification operator() {
        return as(TestServers.API_KEY);
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }
}
