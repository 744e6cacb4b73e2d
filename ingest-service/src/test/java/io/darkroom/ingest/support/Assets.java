package io.darkroom.ingest.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Transactions;
import io.darkroom.local.embedded.TestServers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Assets as tests make them and look at them. */
@ApplicationScoped
public class Assets {
    private static final byte[] PICTURE = Drawn.jpeg(320, 240);

    private final Transactions transactions;
    private final AssetRepository assets;

    Assets(Transactions transactions, AssetRepository assets) {
        this.transactions = transactions;
        this.assets = assets;
    }

    /** Uploads a picture. */
    public UUID upload(String request) {
        String id =
                given().header("Authorization", "Bearer " + TestServers.API_KEY)
                        .multiPart("file", "a.jpg", PICTURE, "image/jpeg")
                        .multiPart("request", request, "application/json")
                        .post("/v1/assets")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id");
        return UUID.fromString(id);
    }

    /** The record as it stands. */
    public Asset record(UUID id) {
        return transactions
                .run(session -> assets.find(session, id))
                .map(AssetRows::record)
                .orElseThrow();
    }

    /** The record once it is in this state. */
    public Asset await(UUID id, Asset.State state) {
        Awaitility.await().untilAsserted(() -> assertThat(record(id).state()).isEqualTo(state));
        return record(id);
    }

    /** The record once it has come to this revision. */
    public Asset await(UUID id, long revision) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(record(id).revision()).isGreaterThanOrEqualTo(revision));
        return record(id);
    }

    /**
     * Waits until everything that was sent to the join before is applied: the outcome of a stage
     * that nobody planned goes the same way, behind them, and only its id stays.
     */
    public void awaitQuiet(UUID id) {
        var last =
                Reports.finished(
                        id, Stage.OUTPAINT, 99, Reports.failed(id, Stage.OUTPAINT).outcome());
        Wire.send(last);
        var eventId = EventIds.stageFinished(last);
        Awaitility.await()
                .until(() ->
                        Database.number(
                                        "select count(*) from ingest.inbox where event_id = '"
                                                + eventId
                                                + "'")
                                == 1);
    }
}
