package io.darkroom.ingest.rerun;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageStatus;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One stage of one asset that runs again. */
@QuarkusTest
class RunTest {
    @Inject Assets assets;
    @Inject Captioned captioned;

    @Test
    void aStageRunsAgainAndItsResultStandsUntilThen() {
        UUID id = captioned.asset("model", "3");

        run(id, "caption").statusCode(202).body("stages[0].status", equalTo("PENDING"));
        Asset meanwhile = assets.record(id);
        assertThat(meanwhile.state()).isEqualTo(Asset.State.PUBLISHED);
        assertThat(meanwhile.captions()).hasSize(1);

        Wire.send(Reports.finished(id, Stage.CAPTION, 2, Captioned.caption("model", "4")));
        Awaitility.await().until(() -> prompt(id), "4"::equals);
    }

    @Test
    void whatTheEarlierRunReportsLateCountsForNothing() {
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        var failed = new StageOutcome.Failed(Failure.of("broke", "It broke", null));
        Wire.send(Reports.finished(id, Stage.CAPTION, 1, failed));
        assets.await(id, Asset.State.PUBLISHED);
        run(id, "caption").statusCode(202);

        Wire.send(Reports.finished(id, Stage.CAPTION, 1, Captioned.caption("model", "3")));
        assets.awaitQuiet(id);

        assertThat(assets.record(id).captions()).isEmpty();
    }

    @Test
    void aFailedRunLeavesWhatWasFound() {
        UUID id = captioned.asset("model", "3");
        run(id, "caption").statusCode(202);

        var failed = new StageOutcome.Failed(Failure.of("broke", "It broke", null));
        Wire.send(Reports.finished(id, Stage.CAPTION, 2, failed));

        Awaitility.await().until(() -> captioned.status(id), StageStatus.Status.FAILED::equals);
        assertThat(prompt(id)).isEqualTo("3");
        assertThat(assets.record(id).complete()).isFalse();
    }

    @Test
    void anUnusableOriginalIsTriedAgain() {
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        var corrupt = new StageOutcome.Failed(Failure.of("image-corrupt", "It is damaged", null));
        Wire.send(Reports.finished(id, Stage.CAPTION, 1, corrupt));
        assets.await(id, Asset.State.FAILED);

        run(id, "caption").statusCode(202).body("state", equalTo("ENRICHING"));
        Wire.send(Reports.finished(id, Stage.CAPTION, 2, Captioned.caption("model", "3")));
        assets.await(id, Asset.State.PUBLISHED);
    }

    @Test
    void whoMayAndWhatCanRunAgain() {
        UUID id = captioned.asset("model", "3");

        run(id, "outpaint")
                .statusCode(422)
                .body("type", equalTo("urn:darkroom:problem:stage-not-planned"));
        run(id, "paint")
                .statusCode(422)
                .body("type", equalTo("urn:darkroom:problem:stage-unknown"));
        run(UUID.randomUUID(), "caption").statusCode(404);
        as("operator").post("/v1/assets/" + id + "/stages/caption/runs").then().statusCode(404);
        as("uploader").post("/v1/assets/" + id + "/stages/caption/runs").then().statusCode(403);
    }

    private @Nullable String prompt(UUID id) {
        return assets.record(id).captions().getFirst().source().promptVersion();
    }

    private static ValidatableResponse run(UUID id, String stage) {
        return as(TestServers.API_KEY)
                .post("/v1/assets/" + id + "/stages/" + stage + "/runs")
                .then();
    }

    private static RequestSpecification as(String key) {
        return given().auth().oauth2(key);
    }
}
