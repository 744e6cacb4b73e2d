package io.darkroom.ingest.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.service.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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

    /**
     * As many assets more as this one is now, without an upload each: its rows under other ids.
     * They look like no other picture, so that they concern nobody else's test.
     */
    public List<UUID> copies(UUID of, int count) {
        String name = "copy-of-" + of;
        Database.execute(
                "insert into ingest.asset (id, file_name, sha256, perceptual_hash, %1$s) select"
                                .formatted(columns("asset"))
                        + " gen_random_uuid(), '%s', md5(n::text || a.id), null, %s from ingest.asset a"
                                .formatted(name, columns("asset"))
                        + " cross join generate_series(1, %d) n where a.id = '%s'"
                                .formatted(count, of));
        Database.execute(
                "insert into ingest.asset_stage (asset_id, %1$s) select copy.id, %1$s from"
                                .formatted(columns("asset_stage"))
                        + " ingest.asset_stage s cross join (select id from ingest.asset where"
                        + " file_name = '%s') copy where s.asset_id = '%s'".formatted(name, of));
        return Database.texts("select id from ingest.asset where file_name = '" + name + "'")
                .stream()
                .map(UUID::fromString)
                .toList();
    }

    /** Takes all copies away, of which other tests need not know. */
    public static void forgetCopies() {
        Database.execute("delete from ingest.asset where file_name like 'copy-of-%'");
    }

    public static void forgetCopies(UUID of) {
        Database.execute("delete from ingest.asset where file_name = 'copy-of-" + of + "'");
    }

    /**
     * Gives a stage as much to do as bulk work may give it, until the copies are forgotten.
     *
     * @return of what they are copies
     */
    public UUID fill(Stage stage) {
        UUID waiting = upload("{\"stages\": [\"%s\"]}".formatted(stage.id()));
        copies(waiting, 2_000);
        return waiting;
    }

    /** The columns that copies share. */
    private static String columns(String table) {
        return String.join(
                ", ",
                Database.texts(
                        "select column_name from information_schema.columns where table_schema ="
                                + " 'ingest' and table_name = '"
                                + table
                                + "' and is_generated = 'NEVER' and column_name not in ('id',"
                                + " 'asset_id', 'file_name', 'sha256', 'perceptual_hash')"));
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

    /** Waits until the public bucket holds of this asset what its record says. */
    public static void awaitPublicBucket(UUID id) {
        Awaitility.await()
                .until(() ->
                        Database.number(
                                        "select count(*) from ingest.publication where asset_id = '"
                                                + id
                                                + "'")
                                == 0);
    }
}
