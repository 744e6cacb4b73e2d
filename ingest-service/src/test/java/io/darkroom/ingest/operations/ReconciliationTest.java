package io.darkroom.ingest.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.sweep.Lead;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Reconciliation over HTTP: every part is done, whatever becomes of another. */
@QuarkusTest
class ReconciliationTest {
    private static final String RESULT = "items.find { it.name == '%s' }.result";
    private static final String OF_TEST = RESULT.formatted(BreakableReconciler.NAME);
    private static final String OF_ORIGINALS = RESULT.formatted("originals without an asset");

    @Inject Assets assets;
    @Inject Pool pool;
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
                        .body("items", hasSize(5))
                        .body(OF_TEST, equalTo("failed: IllegalStateException; see the log"))
                        .body(OF_ORIGINALS, equalTo("done"))
                        .body(RESULT.formatted("the public bucket"), equalTo("done"))
                        .body(RESULT.formatted("overdue stages"), equalTo("done")));

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
        reconcile(TestServers.API_KEY).statusCode(200).body(OF_TEST, equalTo("not configured"));
    }

    @Test
    void whatSomebodyElseIsAtSaysSo() {
        try (var _ = Lead.tryTake(pool, "reconcile-originals").orElseThrow()) {
            reconcile(TestServers.API_KEY)
                    .statusCode(200)
                    .body(OF_ORIGINALS, equalTo("under way already"));
        }
    }

    /** One of those that the tests' settings name is nowhere. */
    @Test
    void aWatchedBucketThatCannotBeListedIsTold() {
        reconcile(TestServers.API_KEY)
                .statusCode(200)
                .body(RESULT.formatted("watched buckets"), equalTo("partly done; see the log"));
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
