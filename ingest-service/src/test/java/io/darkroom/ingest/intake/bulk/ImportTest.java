package io.darkroom.ingest.intake.bulk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.ingest.support.Wire;
import io.darkroom.ingest.sweep.Lead;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.storage.ObjectStore;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportTest {
    private static final String BUCKET = "backfill";

    @Inject ObjectStore store;
    @Inject Pool pool;
    @Inject Assets assets;

    private final String prefix = UUID.randomUUID() + "/";

    @BeforeEach
    void fill() {
        store.ensureBucket(BUCKET);
        for (int i = 0; i < 3; i++) {
            store.put(new ObjectRef(BUCKET, prefix + i + ".jpg"), Drawn.jpeg(64, 48), "image/jpeg");
        }
        store.put(
                new ObjectRef(BUCKET, prefix + "notes.txt"),
                "no picture".getBytes(StandardCharsets.UTF_8),
                "text/plain");
    }

    @Test
    void everyPictureBecomesAnAssetOnTheBulkLane() {
        JsonPath done = done(start("s3://" + BUCKET + "/" + prefix));

        assertThat(done.getLong("taken")).isEqualTo(3);
        assertThat(done.getLong("refused")).isEqualTo(1);
        String first =
                Database.text(
                                "SELECT id FROM ingest.asset WHERE reference LIKE '%"
                                        + prefix
                                        + "0.jpg'")
                        .orElseThrow();
        Awaitility.await()
                .until(() ->
                        Wire.records(Topics.ASSET_UPLOADED_BULK).stream()
                                .anyMatch(record -> first.equals(record.key())));
        assertThat(Wire.records(Topics.ASSET_UPLOADED))
                .noneMatch(record -> first.equals(record.key()));
    }

    @Test
    void whatCannotBeAcceptedIsNamedUntilItIsAnAssetThatIsErased() {
        String object = "s3://" + BUCKET + "/" + prefix + "notes.txt";
        String id = start("s3://" + BUCKET + "/" + prefix);
        JsonPath done = done(id);
        assertThat(done.getList("refusals.object")).containsExactly(object);
        assertThat(done.getString("refusals[0].type"))
                .isEqualTo("urn:darkroom:problem:not-an-image");
        assertThat(done.getString("refusals[0].detail")).isNotBlank();

        store.put(new ObjectRef(BUCKET, prefix + "notes.txt"), Drawn.jpeg(64, 48), "image/jpeg");
        done(start("s3://" + BUCKET + "/" + prefix));
        String asset =
                Database.text("SELECT id FROM ingest.asset WHERE reference = '" + object + "'")
                        .orElseThrow();
        assertThat(look(id).getList("refusals")).hasSize(1);
        given().auth()
                .oauth2(TestServers.API_KEY)
                .delete("/v1/assets/" + asset)
                .then()
                .statusCode(204);

        assertThat(look(id).getList("refusals")).isEmpty();
        assertThat(look(id).getLong("refused")).isEqualTo(1);
    }

    @Test
    void anImportThatIsBegunAgainMakesNothingTwice() {
        done(start("s3://" + BUCKET + "/" + prefix));
        store.put(new ObjectRef(BUCKET, prefix + "new.jpg"), Drawn.jpeg(48, 64), "image/jpeg");

        JsonPath again = done(start("s3://" + BUCKET + "/" + prefix));

        assertThat(again.getLong("taken")).isEqualTo(1);
        assertThat(again.getLong("known")).isEqualTo(3);
    }

    @Test
    void whatMayNotBeImportedIsRefused() {
        begin("s3://darkroom-originals/")
                .statusCode(422)
                .body("type", equalTo("urn:darkroom:problem:object-refused"));
        begin("s3://walked-pictures/a").statusCode(422);
        begin("http://backfill/").statusCode(422).body("errors[0].pointer", equalTo("/source"));
        given().auth()
                .oauth2(TestKeys.OPERATOR)
                .get("/v1/imports/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    @Test
    void anImportThatItsPresetNoLongerAllowsEndsAndHoldsUpNoOther() {
        String preset = "p" + UUID.randomUUID();
        preset(preset, "{\"outpaint\": {\"aspectRatio\": \"1:1\", \"instruction\": \"a wall\"}}");
        String spoilt;
        try (var _ = Lead.tryTake(pool, "import").orElseThrow()) {
            spoilt =
                    begin(
                                    "s3://" + BUCKET + "/" + prefix,
                                    """
                                    {"preset": "%s", "outpaint": {"aspectRatio": "16:9"}}
                                    """
                                            .formatted(preset))
                            .statusCode(202)
                            .extract()
                            .path("id");
            preset(preset, "{}");
        }
        JsonPath ended = cancelled(spoilt);

        assertThat(ended.getString("endedBecause")).contains("instruction");
        assertThat(ended.getLong("taken")).isZero();
        assertThat(done(start("s3://" + BUCKET + "/" + prefix)).getLong("taken")).isEqualTo(3);
    }

    @Test
    void anImportOfABucketThatIsNotThereEndsAndSaysSo() {
        JsonPath ended = cancelled(start("s3://nowhere/"));

        assertThat(ended.getString("endedBecause")).contains("bucket nowhere: NoSuchBucket");
    }

    @Test
    void aSlowImportHoldsUpNoOther() {
        String many = UUID.randomUUID() + "/";
        for (int i = 0; i < 60; i++) {
            store.put(new ObjectRef(BUCKET, many + i + ".jpg"), Drawn.jpeg(i + 1, 9), "image/jpeg");
        }
        String slow = begin("s3://" + BUCKET + "/" + many, "{}", 1).extract().path("id");
        Awaitility.await().until(() -> look(slow).getLong("taken") > 0);

        done(start("s3://" + BUCKET + "/" + prefix));

        assertThat(look(slow).getString("state")).isEqualTo("RUNNING");
        JsonPath ended =
                given().auth().oauth2(TestServers.API_KEY).delete("/v1/imports/" + slow).jsonPath();
        assertThat(ended.getString("state")).isEqualTo("CANCELLED");
        assertThat(ended.getLong("taken")).isBetween(1L, 59L);
    }

    @Test
    void anImportThatWasInterruptedGoesOnWhereItWas() {
        String id;
        try (var _ = Lead.tryTake(pool, "import").orElseThrow()) {
            id = start("s3://" + BUCKET + "/" + prefix);
            set(id, "reached = '" + prefix + "1.jpg'");
        }

        JsonPath done = done(id);

        assertThat(done.getLong("taken")).isEqualTo(1);
        assertThat(done.getLong("listed")).isEqualTo(2);
    }

    @Test
    void anImportThatFailsLetsOthersPassAndGoesOnLater() {
        String failing;
        try (var _ = Lead.tryTake(pool, "import").orElseThrow()) {
            failing = start("s3://" + BUCKET + "/" + prefix);
            set(failing, "bucket = 'No Bucket Is Called So'");
        }
        String other = UUID.randomUUID() + "/";
        store.put(new ObjectRef(BUCKET, other + "a.jpg"), Drawn.jpeg(64, 48), "image/jpeg");

        done(start("s3://" + BUCKET + "/" + other));
        assertThat(look(failing).getString("state")).isEqualTo("RUNNING");

        set(failing, "bucket = '" + BUCKET + "', due_at = now()");
        assertThat(done(failing).getLong("taken")).isEqualTo(3);
    }

    @Test
    void aStageWithTooMuchToDoHoldsUpOnlyWhatAsksForIt() {
        String other = UUID.randomUUID() + "/";
        store.put(new ObjectRef(BUCKET, other + "a.jpg"), Drawn.jpeg(64, 48), "image/jpeg");
        String waiting;
        UUID full = assets.fill(Stage.AUTO_TAG);
        try {
            waiting = start("s3://" + BUCKET + "/" + prefix, "{\"stages\": [\"auto-tag\"]}");

            done(start("s3://" + BUCKET + "/" + other, "{\"stages\": [\"caption\"]}"));

            assertThat(look(waiting).getString("state")).isEqualTo("RUNNING");
            assertThat(look(waiting).getLong("listed")).isZero();
        } finally {
            Assets.forgetCopies(full);
        }
        assertThat(done(waiting).getLong("taken")).isEqualTo(3);
    }

    @Test
    void anEndIsToldAlikeAtOnceAndLater() {
        String id = begin("s3://" + BUCKET + "/" + prefix, "{}", 1).extract().path("id");

        String ended =
                given().auth()
                        .oauth2(TestServers.API_KEY)
                        .delete("/v1/imports/" + id)
                        .path("endedAt");

        assertThat(look(id).getString("endedAt")).isEqualTo(ended);
    }

    private static void set(String job, String columns) {
        Database.execute("UPDATE ingest.bulk_import SET " + columns + " WHERE id = '" + job + "'");
    }

    private static void preset(String name, String request) {
        int status =
                given().auth()
                        .oauth2(TestServers.API_KEY)
                        .contentType("application/json")
                        .body("{\"request\": " + request + "}")
                        .put("/v1/presets/" + name)
                        .statusCode();
        assertThat(status).isIn(200, 201);
    }

    private static String start(String source) {
        return start(source, "{}");
    }

    private static String start(String source, String request) {
        return begin(source, request).statusCode(202).extract().path("id");
    }

    private static ValidatableResponse begin(String source) {
        return begin(source, "{}");
    }

    private static ValidatableResponse begin(String source, String request) {
        return begin(source, request, 1_000);
    }

    private static ValidatableResponse begin(String source, String request, int rate) {
        return given().auth()
                .oauth2(TestServers.API_KEY)
                .contentType("application/json")
                .body(
                        "{\"source\": \"%s\", \"rate\": %d, \"request\": %s}"
                                .formatted(source, rate, request))
                .post("/v1/imports")
                .then();
    }

    private static JsonPath done(String id) {
        return ended(id, "DONE");
    }

    private static JsonPath cancelled(String id) {
        return ended(id, "CANCELLED");
    }

    private static JsonPath ended(String id, String state) {
        return Awaitility.await()
                .until(() -> look(id), job -> job.getString("state").equals(state));
    }

    private static JsonPath look(String id) {
        return given().auth().oauth2(TestServers.API_KEY).get("/v1/imports/" + id).jsonPath();
    }
}
