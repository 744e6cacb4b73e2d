package io.darkroom.ingest.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Reconciliation over HTTP: every part is done, whatever becomes of another. */
@QuarkusTest
class ReconciliationTest {
    private static final String OF_TEST = "items.findAll { it.name == '%s' }.result";
    private static final String OTHERS = "items.findAll { it.name != '%s' }.result";

    @Inject Assets assets;
    @Inject BreakableReconciler part;

    @Test
    void aPartThatFailsIsNamedAndKeepsNoOtherFromBeingDone() {
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        String ofAsset = "asset_id = '" + id + "'";
        Database.execute(
                "update ingest.asset_stage set due_at = now() - interval '1 hour' where "
                        + ofAsset);

        part.breakFor(() ->
                reconcile(TestServers.API_KEY)
                        .statusCode(200)
                        .body(
                                OF_TEST.formatted(BreakableReconciler.NAME),
                                everyItem(equalTo("failed: IllegalStateException; see the log")))
                        .body(OTHERS.formatted(BreakableReconciler.NAME), hasSize(4))
                        .body(
                                OTHERS.formatted(BreakableReconciler.NAME),
                                everyItem(equalTo("done"))));

        assertThat(
                        Database.number(
                                "select count(*) from ingest.asset_stage where due_at > now() and"
                                        + " generation = 2 and "
                                        + ofAsset))
                .isEqualTo(1);
        Database.execute("delete from ingest.asset where id = '" + id + "'");
    }

    @Test
    void whatIsNotConfiguredSaysSo() {
        reconcile(TestServers.API_KEY)
                .statusCode(200)
                .body(
                        OF_TEST.formatted(BreakableReconciler.NAME),
                        everyItem(equalTo("not configured")));
    }

    @Test
    void onlyThoseWhoRunTheInstallationHaveItDone() {
        int before = part.calls();

        reconcile("operator").statusCode(403);
        reconcile("uploader").statusCode(403);

        assertThat(part.calls()).isEqualTo(before);
    }

    private static ValidatableResponse reconcile(String key) {
        return given().header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body("{}")
                .post("/v1/reconciliations")
                .then();
    }
}
