package io.darkroom.ingest.intake.direct;

import static io.darkroom.ingest.intake.Intake.caller;
import static io.darkroom.ingest.intake.Intake.json;
import static io.darkroom.ingest.intake.direct.StandInClient.begin;
import static io.darkroom.ingest.intake.direct.StandInClient.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.darkroom.storage.DirectUploadStore;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class DirectUploadTest {
    private static final byte[] PICTURE = Drawn.jpeg(320, 240);
    private static final String TYPE = "image/jpeg";

    @Inject ObjectStore store;
    @Inject DirectUploadStore direct;
    @Inject S3Config buckets;
    @Inject DirectUploadSweeper sweeper;

    @BeforeEach
    void bucket() {
        store.ensureBucket(buckets.originalsBucket());
    }

    @Test
    void bytesThatWereSentDirectlyBecomeAnAsset() {
        JsonNode upload = begin(announced(PICTURE));
        StandInClient.send(upload, PICTURE);

        String asset =
                complete(upload, sha256(PICTURE))
                        .statusCode(202)
                        .header("ETag", "\"1\"")
                        .body("fileName", equalTo("table.jpg"))
                        .body("externalId", equalTo("direct-1"))
                        .body("original.sha256", equalTo(sha256(PICTURE)))
                        .body("provenance.via", equalTo("DIRECT"))
                        .body("provenance.reference", equalTo(id(upload)))
                        .extract()
                        .path("id");

        assertThat(store.stat(original(asset))).isPresent();
        assertThat(store.stat(staged(upload))).isEmpty();
    }

    @Test
    void completingAgainGivesTheSameAsset() {
        JsonNode upload = begin(announced(PICTURE));
        StandInClient.send(upload, PICTURE);
        String first = complete(upload, sha256(PICTURE)).statusCode(202).extract().path("id");

        complete(upload, sha256(PICTURE)).statusCode(202).body("id", equalTo(first));
        complete(upload, "0".repeat(64)).statusCode(422);
        assertThat(assetsOf(upload)).isEqualTo(1);
    }

    @Test
    void theSameKeyBeginsOneUploadAndAnotherRequestIsRefused() {
        String key = UUID.randomUUID().toString();
        String first = beginWith(key, announced(PICTURE)).statusCode(201).extract().path("id");

        beginWith(key, announced(PICTURE)).statusCode(201).body("id", equalTo(first));
        refused(beginWith(key, announced(new byte[] {1, 2, 3})), 422, "idempotency-key-reused");
    }

    @Test
    void completingWithAKeyAnswersTheSameAgain() {
        JsonNode upload = begin(announced(PICTURE));
        StandInClient.send(upload, PICTURE);
        String key = UUID.randomUUID().toString();
        String first = completeWith(key, upload).statusCode(202).extract().path("id");

        completeWith(key, upload).statusCode(202).body("id", equalTo(first));
        assertThat(assetsOf(upload)).isEqualTo(1);
    }

    @Test
    void completingManyTimesAtOnceGivesOneAsset() {
        JsonNode upload = begin(announced(PICTURE));
        StandInClient.send(upload, PICTURE);

        var answers =
                IntStream.range(0, 6)
                        .mapToObj(_ ->
                                CompletableFuture.supplyAsync(
                                        () ->
                                                complete(upload, sha256(PICTURE))
                                                        .extract()
                                                        .<String>path("id"),
                                        Thread::startVirtualThread))
                        .toList();

        assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(assetsOf(upload)).isEqualTo(1);
    }

    @Test
    void largeFilesComeInParts() {
        byte[] large = Drawn.noisePng(900, 900);
        JsonNode upload = begin(announced(large, "image/png"));
        assertThat(upload.get("parts")).hasSize(1);

        assertThat(StandInClient.put(upload.get("parts").get(0), new byte[10])).isEqualTo(403);
        refused(complete(upload, sha256(large)), 409, "upload-incomplete");
        StandInClient.send(upload, large);
        complete(upload, sha256(large))
                .statusCode(202)
                .body("original.bytes", equalTo(large.length));
        complete(upload, sha256(large)).statusCode(202);
    }

    @Test
    void theStoreRefusesOtherBytesThanWereAnnounced() {
        JsonNode upload = begin(announced(PICTURE));

        assertThat(StandInClient.put(upload, Arrays.copyOf(PICTURE, PICTURE.length + 1)))
                .isEqualTo(403);
        refused(complete(upload, sha256(PICTURE)), 409, "upload-incomplete");
    }

    @Test
    void whatIsNotWhatWasAnnouncedIsRefusedAndMayBeSentAgain() {
        byte[] other = PICTURE.clone();
        other[other.length - 20] ^= 1;
        JsonNode upload = begin(announced(PICTURE));
        StandInClient.send(upload, other);

        refused(complete(upload, sha256(PICTURE)), 422, "upload-mismatch");

        StandInClient.send(upload, PICTURE);
        complete(upload, sha256(PICTURE)).statusCode(202);
    }

    @Test
    void theTypeIsThatOfTheContent() {
        JsonNode upload = begin(announced(PICTURE, "image/png"));
        StandInClient.send(upload, PICTURE);

        refused(complete(upload, sha256(PICTURE)), 422, "upload-mismatch");
    }

    @Test
    void whatIsNoPictureIsRefusedAsInAForm() {
        byte[] text = "not a picture".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        JsonNode upload = begin(announced(text));
        StandInClient.send(upload, text);

        refused(complete(upload, sha256(text)), 415, "not-an-image");
    }

    @Test
    void aChecksumIsNeededOnce() {
        var announced = new java.util.HashMap<String, Object>(announced(PICTURE));
        announced.put("sha256", sha256(PICTURE));
        JsonNode upload = begin(announced);
        JsonNode without = begin(announced(PICTURE));
        StandInClient.send(upload, PICTURE);
        StandInClient.send(without, PICTURE);

        refused(json("{}").post(completion(without)).then(), 422, "field-invalid");
        refused(complete(upload, "0".repeat(64)), 422, "upload-mismatch");
        json("{}").post(completion(upload)).then().statusCode(202);
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnce() {
        json("""
        {"contentType": "image/svg+xml", "bytes": 0, "sha256": "x", "colour": 1,
         "request": {"crops": ["1:1", "x"], "stages": ["sing"]}}
        """)
                .post("/v1/uploads")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body(
                        "errors.pointer",
                        hasItems(
                                "/contentType",
                                "/bytes",
                                "/sha256",
                                "/colour",
                                "/request/crops/1",
                                "/request/stages/0"));
    }

    @Test
    void moreBytesThanAreTakenAreRefusedBeforeTheyAreSent() {
        var body = Map.of("contentType", TYPE, "bytes", 5L << 20);

        refused(json(body).post("/v1/uploads").then(), 413, "file-too-large")
                .body("errors.pointer", contains("/bytes"));
    }

    @Test
    void anUploadBelongsToItsTenant() {
        JsonNode upload = begin(announced(PICTURE));
        StandInClient.send(upload, PICTURE);

        refused(
                caller(TestKeys.STRANGER)
                        .contentType("application/json")
                        .body(Map.of("sha256", sha256(PICTURE)))
                        .post(completion(upload))
                        .then(),
                404,
                "upload-not-found");
        refused(json("{}").post("/v1/uploads/none/completion").then(), 404, "upload-not-found");
    }

    @Test
    void anUploadThatIsNotCompletedInTimeIsSwept() {
        JsonNode upload = begin(announced(PICTURE));
        StandInClient.send(upload, PICTURE);
        JsonNode parts = begin(announced(Drawn.noisePng(900, 900), "image/png"));
        StandInClient.send(parts, Drawn.noisePng(900, 900));
        JsonNode open = begin(announced(PICTURE));
        StandInClient.send(open, PICTURE);
        expire(upload);
        expire(parts);

        refused(complete(upload, sha256(PICTURE)), 409, "upload-expired");
        sweeper.sweep(Instant.now().plusSeconds(2 * 3600).minusSeconds(60));

        assertThat(store.stat(staged(upload))).isEmpty();
        assertThat(direct.unfinished(buckets.originalsBucket(), staged(parts).key())).isEmpty();
        refused(complete(upload, sha256(PICTURE)), 404, "upload-not-found");
        complete(open, sha256(PICTURE)).statusCode(202);
    }

    @Test
    void whatIsStagedAfterItsUploadWasSweptIsSweptToo() {
        JsonNode upload = begin(announced(PICTURE));
        Database.execute("delete from ingest.direct_upload where id = '" + id(upload) + "'");
        StandInClient.send(upload, PICTURE);

        sweeper.sweep(Instant.now());

        assertThat(store.stat(staged(upload))).isEmpty();
    }

    private static void expire(JsonNode upload) {
        Database.execute(
                "update ingest.direct_upload set expires_at = now() - interval '1 minute' where id"
                        + " = '"
                        + id(upload)
                        + "'");
    }

    private static Map<String, Object> announced(byte[] bytes) {
        return announced(bytes, TYPE);
    }

    private static Map<String, Object> announced(byte[] bytes, String type) {
        return Map.of(
                "fileName",
                "C:\\pictures\\table.jpg",
                "contentType",
                type,
                "bytes",
                bytes.length,
                "request",
                Map.of("externalId", "direct-1", "stages", List.of("auto-tag")));
    }

    private static ValidatableResponse complete(JsonNode upload, String sha256) {
        return json(Map.of("sha256", sha256)).post(completion(upload)).then();
    }

    private static ValidatableResponse beginWith(String key, Map<String, Object> announced) {
        return json(announced).header("Idempotency-Key", key).post("/v1/uploads").then();
    }

    private static ValidatableResponse completeWith(String key, JsonNode upload) {
        return json(Map.of("sha256", sha256(PICTURE)))
                .header("Idempotency-Key", key)
                .post(completion(upload))
                .then();
    }

    private static ValidatableResponse refused(
            ValidatableResponse answer, int status, String slug) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:darkroom:problem:" + slug));
    }

    private static String completion(JsonNode upload) {
        return "/v1/uploads/" + id(upload) + "/completion";
    }

    private static String id(JsonNode upload) {
        return upload.get("id").asText();
    }

    private ObjectRef staged(JsonNode upload) {
        return new ObjectRef(buckets.originalsBucket(), "staging/default/" + id(upload));
    }

    private ObjectRef original(String asset) {
        return new ObjectRef(buckets.originalsBucket(), "originals/default/" + asset);
    }

    private static long assetsOf(JsonNode upload) {
        return Database.number(
                "select count(*) from ingest.asset where reference = '" + id(upload) + "'");
    }
}
