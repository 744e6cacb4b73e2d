package io.darkroom.ingest.rerun;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageStatus;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Stages of many assets that run again. */
@QuarkusTest
class RerunTest {
    @Inject Assets assets;
    @Inject Captioned captioned;

    /** So that a test counts its own. */
    private final String model = "model-" + UUID.randomUUID();

    @Test
    void allCaptionsOfAPromptThatNoPersonEditedRunAgain() {
        UUID wanted = captioned.asset(model, "3");
        UUID edited = captioned.asset(model, "3");
        UUID newer = captioned.asset(model, "4");
        edit(edited);
        String filter = "{'model': '%s', 'promptVersion': '3', 'unedited': true}".formatted(model);

        rerun(filter, true)
                .statusCode(200)
                .body("state", equalTo("DRY_RUN"))
                .body("id", nullValue())
                .body("matching", equalTo(1))
                .body("costs[0].currency", equalTo("USD"))
                .body("costs[0].amount", equalTo("0.0042"))
                .body("unpriced", equalTo(0));
        String job =
                rerun(filter, false)
                        .statusCode(202)
                        .body("matching", equalTo(1))
                        .extract()
                        .path("id");

        awaitDone(job);
        as(TestServers.API_KEY).get("/v1/reruns/" + job).then().body("sent", equalTo(1));
        assertThat(captioned.status(wanted)).isEqualTo(StageStatus.Status.PENDING);
        assertThat(captioned.status(edited)).isEqualTo(StageStatus.Status.SUCCEEDED);
        assertThat(captioned.status(newer)).isEqualTo(StageStatus.Status.SUCCEEDED);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(
                                        Wire.about(
                                                wanted,
                                                Topics.ASSET_UPLOADED_BULK,
                                                AssetUploaded.class))
                                .singleElement()
                                .satisfies(event ->
                                        assertThat(event.data().plan())
                                                .containsEntry(Stage.CAPTION, 2)));
    }

    @Test
    void filtersNarrow() {
        UUID id = captioned.asset(model, "3");
        String ours = "'model': '" + model + "'";

        for (String matching :
                List.of(
                        "'assetIds': ['" + id + "']",
                        "'state': 'PUBLISHED'",
                        "'status': 'SUCCEEDED'",
                        "'engine': 'openai'",
                        "'createdAfter': '2020-01-01T00:00:00Z'",
                        "'endedBefore': '2100-01-01T00:00:00Z'")) {
            rerun("{" + ours + ", " + matching + "}", true).body("matching", equalTo(1));
        }
        for (String other :
                List.of(
                        "'assetIds': ['" + UUID.randomUUID() + "']",
                        "'state': 'REJECTED'",
                        "'status': 'FAILED'",
                        "'tag': 'dog'",
                        "'preset': 'none'",
                        "'promptVersion': '3\\\" || true'",
                        "'createdBefore': '2020-01-01T00:00:00Z'")) {
            rerun("{" + ours + ", " + other + "}", true).body("matching", equalTo(0));
        }
    }

    @Test
    void whatIsWrongWithARequestIsNamed() {
        rerun("{'colour': 'red'}", true)
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/filter/colour"));
        as(TestServers.API_KEY)
                .body("{\"stage\": \"caption\"}")
                .post("/v1/reruns")
                .then()
                .statusCode(422);
        as("uploader").body("{}").post("/v1/reruns").then().statusCode(403);
        as("operator").get("/v1/reruns/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void aReRunThatWasCancelledSendsNothingFurther() {
        String job = rerun("{'model': 'none'}", false).extract().path("id");

        as(TestServers.API_KEY).delete("/v1/reruns/" + job).then().statusCode(200);
        as(TestKeys.STRANGER).delete("/v1/reruns/" + job).then().statusCode(404);
    }

    @Test
    void aReRunThatFailsLetsOthersPassAndGoesOnLater() {
        UUID id = captioned.asset(model, "3");
        String ours = "{'model': '" + model + "'}";
        String failing = rerun("{'model': 'none'}", false).extract().path("id");
        awaitDone(failing);
        set(failing, "state = 'RUNNING', filter = '[]', due_at = '2020-01-01'");

        awaitDone(rerun(ours, false).extract().path("id"));
        assertThat(captioned.status(id)).isEqualTo(StageStatus.Status.PENDING);

        set(failing, "filter = '{\"model\": \"none\"}', due_at = now()");
        awaitDone(failing);
    }

    @Test
    void aStageWithTooMuchToDoHoldsUpOnlyItsOwnReRuns() {
        String waiting;
        UUID full = assets.fill(Stage.CAPTION);
        try {
            waiting = rerun("{'model': 'none'}", false).extract().path("id");
            String other = rerun(Stage.AUTO_TAG, "{'model': 'none'}", false).extract().path("id");

            awaitDone(other);

            assertThat(state(waiting)).isEqualTo("RUNNING");
        } finally {
            Assets.forgetCopies(full);
        }
        awaitDone(waiting);
    }

    @Test
    void reRunsTakeTurns() {
        String ones = manyCaptioned("3");
        String others = manyCaptioned("4");
        try {
            String one;
            String other;
            UUID full = assets.fill(Stage.CAPTION);
            try {
                one = rerun(ofPrompt("3"), false).extract().path("id");
                other = rerun(ofPrompt("4"), false).extract().path("id");
            } finally {
                Assets.forgetCopies(full);
            }
            awaitDone(one);
            awaitDone(other);

            assertThat(due("min", ones)).isBefore(due("max", others));
            assertThat(due("min", others)).isBefore(due("max", ones));
        } finally {
            Assets.forgetCopies();
        }
    }

    /** More than two turns of a re-run. */
    private String manyCaptioned(String promptVersion) {
        UUID id = captioned.asset(model, promptVersion);
        assets.copies(id, 120);
        return "copy-of-" + id;
    }

    private String ofPrompt(String version) {
        return "{'model': '%s', 'promptVersion': '%s'}".formatted(model, version);
    }

    /** What was sent out first, or last, is due first, or last. */
    private static Instant due(String which, String fileName) {
        String due =
                Database.text(
                                ("SELECT to_json(%s(due_at)) #>> '{}' FROM ingest.asset_stage JOIN"
                                                + " ingest.asset ON id = asset_id WHERE file_name ="
                                                + " '%s'")
                                        .formatted(which, fileName))
                        .orElseThrow();
        return OffsetDateTime.parse(due).toInstant();
    }

    private static void set(String job, String columns) {
        Database.execute("UPDATE ingest.rerun SET " + columns + " WHERE id = '" + job + "'");
    }

    private static void awaitDone(String job) {
        Awaitility.await().until(() -> state(job), "DONE"::equals);
    }

    private static String state(String job) {
        return as(TestServers.API_KEY).get("/v1/reruns/" + job).path("state");
    }

    private void edit(UUID id) {
        as(TestServers.API_KEY)
                .header("If-Match", "*")
                .body("{\"captions\": [{\"language\": \"en\", \"alt\": \"Mine\"}]}")
                .patch("/v1/assets/" + id)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse rerun(String filter, boolean dryRun) {
        return rerun(Stage.CAPTION, filter, dryRun);
    }

    private static ValidatableResponse rerun(Stage stage, String filter, boolean dryRun) {
        String body =
                "{'stage': '%s', 'filter': %s, 'dryRun': %s}".formatted(stage.id(), filter, dryRun);
        return as(TestServers.API_KEY).body(body.replace('\'', '"')).post("/v1/reruns").then();
    }

    private static RequestSpecification as(String key) {
        return given().auth().oauth2(key).contentType("application/json");
    }
}
