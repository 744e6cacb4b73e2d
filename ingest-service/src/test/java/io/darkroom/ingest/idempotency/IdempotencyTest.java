package io.darkroom.ingest.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {
    private static final byte[] PICTURE = Drawn.jpeg(64, 48);

    @Inject Idempotency idempotency;
    @Inject ObjectStore store;
    @Inject S3Config buckets;

    private final String key = UUID.randomUUID().toString();
    private final String externalId = "idempotent-" + key;

    @Test
    void aRepeatGetsTheSameAnswer() {
        Response first = upload(PICTURE, "uploader");
        Response again = upload(PICTURE, "uploader");

        assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(202);
        assertThat(again.body().asString()).isEqualTo(first.body().asString());
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(assets()).isEqualTo(1);
    }

    @Test
    void aRefusalIsRepeatedToo() {
        Response first = upload(Drawn.truncatedJpeg(), "uploader");
        Response again = upload(Drawn.truncatedJpeg(), "uploader");

        assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(422);
        assertThat(again.body().asString()).isEqualTo(first.body().asString());
        assertThat(again.contentType()).isEqualTo("application/problem+json");
    }

    @Test
    void anotherRequestMayNotHaveTheKey() {
        upload(PICTURE, "uploader");

        upload(Drawn.jpeg(48, 64), "uploader")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:darkroom:problem:idempotency-key-reused"));
    }

    @Test
    void keysBelongToTheirTenant() {
        String mine = upload(PICTURE, "uploader").path("id");

        upload(PICTURE, TestKeys.STRANGER).then().statusCode(202).body("id", not(equalTo(mine)));
    }

    @Test
    void whileTheFirstIsAtWorkTheSecondIsTold() {
        upload(PICTURE, "uploader");
        set("status = NULL, locked_until = now() + interval '1 minute'");

        upload(PICTURE, "uploader")
                .then()
                .statusCode(409)
                .header("Retry-After", equalTo("1"))
                .body("type", equalTo("urn:darkroom:problem:idempotency-key-in-use"));
    }

    @Test
    void workThatWasDoneBeforeTheInstanceDiedIsNotDoneAgain() {
        String first = upload(PICTURE, "uploader").path("id");
        theInstanceIsGone();

        upload(PICTURE, "uploader").then().statusCode(202).body("id", equalTo(first));
        assertThat(assets()).isEqualTo(1);
    }

    @Test
    void workThatWasNotDoneBeforeTheInstanceDiedIsDoneByAnother() {
        upload(PICTURE, "uploader");
        Database.execute("DELETE FROM ingest.asset WHERE external_id = '" + externalId + "'");
        theInstanceIsGone();

        upload(PICTURE, "uploader").then().statusCode(202);
        assertThat(assets()).isEqualTo(1);
    }

    /** As where a lock runs out while its holder is only slow. */
    @Test
    void whoeverTookOverAndWasSlowerFindsWhatTheOtherMade() throws Exception {
        String first = upload(PICTURE, "uploader").path("id");

        Response slower = beatenBy(first, "SELECT 1");

        slower.then().statusCode(202).body("id", equalTo(first));
        assertThat(assets()).isEqualTo(1);
        assertThat(originals(first)).containsExactly(first);
    }

    @Test
    void whatTheOtherMadeAndSomebodyErasedIsNotMadeAgain() throws Exception {
        String first = upload(PICTURE, "uploader").path("id");

        Response slower =
                beatenBy(
                        first,
                        "DELETE FROM ingest.asset WHERE id = '"
                                + first
                                + "';"
                                + "DELETE FROM ingest.idempotency"
                                + ours());

        slower.then()
                .statusCode(409)
                .body("type", equalTo("urn:darkroom:problem:idempotency-key-in-use"));
        assertThat(assets()).isZero();
        assertThat(originals(first)).containsExactly(first);
    }

    /**
     * The answer to the same request again, sent before the asset was written down, which another
     * instance does in time.
     */
    private Response beatenBy(String asset, String andThen) throws Exception {
        String columns =
                String.join(
                        ", ",
                        Database.texts(
                                "SELECT column_name FROM information_schema.columns WHERE"
                                        + " table_schema = 'ingest' AND table_name = 'asset'"
                                        + " AND is_generated = 'NEVER'"));
        try (var connection = Database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "CREATE TEMP TABLE made AS SELECT %s FROM ingest.asset WHERE id = '%s'"
                            .formatted(columns, asset));
            statement.execute("DELETE FROM ingest.asset WHERE id = '" + asset + "'");
            connection.commit();
            statement.execute(
                    "INSERT INTO ingest.asset (%s) SELECT * FROM made".formatted(columns));
            theInstanceIsGone();

            try (var thread = Executors.newSingleThreadExecutor()) {
                var slower = thread.submit(() -> upload(PICTURE, "uploader"));
                Awaitility.await()
                        .until(() ->
                                Database.number(
                                                "SELECT count(*) FROM pg_stat_activity WHERE"
                                                        + " wait_event_type = 'Lock' AND query LIKE"
                                                        + " 'insert into ingest.asset %'")
                                        > 0);
                statement.execute(andThen);
                connection.commit();
                return slower.get();
            }
        }
    }

    /** As where the other has put its original, and has yet to write the asset. */
    @Test
    void whoeverTookOverAndIsRefusedLeavesTheOriginalOfTheOther() {
        String first = uploadUnique(key).path("id");
        Database.execute("DELETE FROM ingest.asset WHERE id = '" + first + "'");
        theInstanceIsGone();
        uploadUnique(UUID.randomUUID().toString()).then().statusCode(202);

        uploadUnique(key).then().statusCode(409);

        assertThat(originals(first)).containsExactly(first);
    }

    @Test
    void whoeverTakesOverHasAnOriginalOfItsOwn() {
        String first = upload(PICTURE, "uploader").path("id");
        Database.execute("DELETE FROM ingest.asset WHERE id = '" + first + "'");
        theInstanceIsGone();

        upload(PICTURE, "uploader").then().statusCode(202).body("id", equalTo(first));

        String key =
                Database.texts("SELECT object_key FROM ingest.asset WHERE id = '" + first + "'")
                        .getFirst();
        assertThat(originals(first)).hasSize(2).contains(first, key.substring(place().length()));
    }

    @Test
    void twoAtOnceMakeOne() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Integer> upload = () -> upload(PICTURE, "uploader").statusCode();
            for (var status : threads.invokeAll(List.of(upload, upload, upload, upload))) {
                assertThat(status.get()).isIn(202, 409);
            }
        }
        assertThat(assets()).isEqualTo(1);
    }

    @Test
    void keysAreForgottenAfterADay() {
        String first = upload(PICTURE, "uploader").path("id");
        set("expires_at = now() - interval '1 s'");

        upload(PICTURE, "uploader").then().statusCode(202).body("id", not(equalTo(first)));

        idempotency.forgetExpired(Instant.now().plus(Duration.ofHours(25)), 10_000);
        assertThat(Database.number("SELECT count(*) FROM ingest.idempotency" + ours())).isZero();
    }

    private Response upload(byte[] picture, String as) {
        return upload(picture, as, key, "{\"externalId\": \"%s\"}");
    }

    /** One of several with this external id is taken. */
    private Response uploadUnique(String key) {
        String request = "{\"externalId\": \"%s\", \"externalIdUnique\": true}";
        return upload(PICTURE, "uploader", key, request);
    }

    private Response upload(byte[] picture, String as, String key, String request) {
        return given().auth()
                .oauth2(as)
                .header("Idempotency-Key", "\"" + key + "\"")
                .multiPart("file", "a.jpg", picture, "image/jpeg")
                .multiPart("request", request.formatted(externalId))
                .post("/v1/assets");
    }

    private void set(String columns) {
        Database.execute("UPDATE ingest.idempotency SET " + columns + ours());
    }

    /** The work is whoever's that comes next. */
    private void theInstanceIsGone() {
        set("status = NULL, headers = NULL, body = NULL, locked_until = now() - interval '1 s'");
    }

    private List<String> originals(String asset) {
        try (var listed = store.list(buckets.originalsBucket(), place() + asset)) {
            return listed.map(entry -> entry.ref().key().substring(place().length())).toList();
        }
    }

    private static String place() {
        return "originals/" + TestKeys.TENANT + "/";
    }

    private String ours() {
        return " WHERE key = '" + key + "' AND tenant = '" + TestKeys.TENANT + "'";
    }

    private long assets() {
        return Database.number(
                "SELECT count(*) FROM ingest.asset WHERE external_id = '" + externalId + "'");
    }
}
