package io.darkroom.ingest.upload;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome.Succeeded;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReuseTest {
    private static final String ALL = "{'dedupe': 'reuse'}";

    @Inject Assets assets;
    @Inject ObjectStore store;
    @Inject S3Config buckets;

    /** A picture that no other test has: bytes after a JPEG's end belong to nobody. */
    private final byte[] picture = unique();

    @Test
    void theSameRequestForTheSameBytesIsTheSameAsset() {
        UUID first = finished(ALL);

        upload(ALL).body("id", equalTo(first.toString())).body("state", equalTo("PUBLISHED"));
        assertThat(assetsOf(assets.record(first))).isEqualTo(1);
    }

    @Test
    void whileItIsAtWorkToo() {
        String first = upload(ALL).extract().path("id");

        upload(ALL).body("id", equalTo(first));
    }

    @Test
    void resultsOfTheSameQuestionAreTakenOverWithFilesOfTheirOwn() {
        UUID first = finished(ALL);

        UUID second =
                id(
                        upload("{'dedupe': 'reuse', 'externalId': 'other'}")
                                .body("id", not(equalTo(first.toString())))
                                .body("state", equalTo("PUBLISHED"))
                                .body("captions[0].alt", equalTo("A blue table"))
                                .body("stages[0].cost", nullValue())
                                .body("warnings.code", hasItem("result-reused")));

        var crop =
                new ObjectRef(buckets.variantsBucket(), "variants/" + second + "/smart-crop/0/c");
        assertThat(store.get(crop, 10)).asString().isEqualTo("crop");
        assertThat(Wire.about(second, Topics.ASSET_UPLOADED, AssetUploaded.class)).isEmpty();
    }

    /** As where another instance is at the same upload, and has yet to write the asset. */
    @Test
    void whoeverTookAnUploadOverAndIsRefusedLeavesTheFilesOfTheOther() {
        finished(ALL);
        String other =
                "{'dedupe': 'reuse', 'externalIdUnique': true, 'externalId': '%s'}"
                        .formatted(UUID.randomUUID());
        String key = UUID.randomUUID().toString();
        UUID id = id(upload(other, key).statusCode(202));
        Database.execute("DELETE FROM ingest.asset WHERE id = '" + id + "'");
        Database.execute(
                "UPDATE ingest.idempotency SET status = NULL, locked_until = now() - interval '1 s'"
                        + " WHERE key = '"
                        + key
                        + "'");
        assets.upload(other.replace("reuse", "none").replace('\'', '"'));

        upload(other, key).statusCode(409);

        try (var files = store.list(buckets.variantsBucket(), "variants/" + id + "/")) {
            assertThat(files.map(file -> file.ref().key()))
                    .containsExactly("variants/" + id + "/smart-crop/0/c");
        }
    }

    @Test
    void onlyWhatWasAskedDifferentlyRuns() {
        finished(ALL);

        UUID second =
                id(
                        upload("{'dedupe': 'reuse', 'crops': ['3:2']}")
                                .body("state", equalTo("ENRICHING"))
                                .body("stages[0].status", equalTo("SUCCEEDED"))
                                .body("stages[1].status", equalTo("SUCCEEDED"))
                                .body("stages[2].status", equalTo("PENDING")));

        Wire.send(Reports.succeeded(second, Stage.SMART_CROP));
        assets.await(second, Asset.State.PUBLISHED);
    }

    @Test
    void withoutReuseEverythingRuns() {
        finished(ALL);

        upload("{}").body("state", equalTo("ENRICHING")).body("captions", equalTo(List.of()));
    }

    @Test
    void ofTwoAtOnceOneIsMade() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<String> upload = () -> upload(ALL).extract().path("id");
            var ids =
                    threads.invokeAll(List.of(upload, upload, upload, upload)).stream()
                            .map(answer -> answer.resultNow())
                            .distinct()
                            .toList();
            assertThat(ids).hasSize(1);
            assertThat(assetsOf(assets.record(UUID.fromString(ids.getFirst())))).isEqualTo(1);
        }
    }

    private UUID finished(String request) {
        UUID id = id(upload(request));
        var crop = new ObjectRef(buckets.variantsBucket(), "variants/" + id + "/smart-crop/0/c");
        store.put(crop, "crop".getBytes(StandardCharsets.UTF_8), "image/jpeg");
        var cropped = Reports.success(Stage.SMART_CROP, List.of());
        var file = new StoredVariant("crop-1x1", crop, "image/jpeg", 480, 480, 4, false);
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        Wire.send(Reports.succeeded(id, Stage.AUTO_TAG));
        Wire.send(
                Reports.finished(
                        id,
                        Stage.SMART_CROP,
                        1,
                        new Succeeded(
                                cropped.result(),
                                List.of(file),
                                "built-in",
                                null,
                                null,
                                List.of())));
        assets.await(id, Asset.State.PUBLISHED);
        return id;
    }

    private ValidatableResponse upload(String request) {
        return upload(request, UUID.randomUUID().toString()).statusCode(202);
    }

    private ValidatableResponse upload(String request, String idempotencyKey) {
        return given().auth()
                .oauth2(TestServers.API_KEY)
                .header("Idempotency-Key", idempotencyKey)
                .multiPart("file", "a.jpg", picture, "image/jpeg")
                .multiPart("request", request.replace('\'', '"'))
                .post("/v1/assets")
                .then();
    }

    private static UUID id(ValidatableResponse answer) {
        return UUID.fromString(answer.extract().path("id"));
    }

    private static long assetsOf(Asset asset) {
        return Database.number(
                "SELECT count(*) FROM ingest.asset WHERE sha256 = '"
                        + asset.original().sha256()
                        + "'");
    }

    private static byte[] unique() {
        byte[] drawn = Drawn.jpeg(64, 48);
        byte[] mark = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        byte[] picture = Arrays.copyOf(drawn, drawn.length + mark.length);
        System.arraycopy(mark, 0, picture, drawn.length, mark.length);
        return picture;
    }
}
