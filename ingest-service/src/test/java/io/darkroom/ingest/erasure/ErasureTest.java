package io.darkroom.ingest.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.KeptAnswers;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Stage;
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
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ErasureTest {
    @Inject Assets assets;
    @Inject ObjectStore store;
    @Inject S3Config buckets;

    @Inject Erasures erasures;

    private final String mark = UUID.randomUUID().toString().replace("-", "");
    private final String externalId = "external-" + mark;
    private final String fileName = "file-" + mark + ".jpg";
    private final String publicBucket =
            ConfigProvider.getConfig().getValue("darkroom.publication.bucket", String.class);
    private Stores stores;

    @BeforeEach
    void lookThrough() {
        stores =
                new Stores(
                        store,
                        List.of(buckets.originalsBucket(), buckets.variantsBucket(), publicBucket));
    }

    @Test
    void nothingOfItIsLeftInAnyStore() {
        var reported = new ObjectRef(buckets.variantsBucket(), "crop-1x1");
        store.put(reported, Drawn.jpeg(64, 48), "image/jpeg");
        UUID id = published();
        variant(id, "crop");
        // A copy of its answer for repeats, a re-run that names it, another asset's warning of it.
        String other = warnedOf(id);
        as().contentType("application/json")
                .body("{\"stage\": \"caption\", \"filter\": {\"assetIds\": [\"" + id + "\"]}}")
                .post("/v1/reruns")
                .then()
                .statusCode(202);
        Assets.awaitPublicBucket(id);
        assertThat(stores.holding(id.toString()))
                .contains("ingest.asset", "ingest.idempotency", "ingest.rerun")
                .anyMatch(place -> place.startsWith(buckets.originalsBucket()))
                .anyMatch(place -> place.startsWith(buckets.variantsBucket()))
                .anyMatch(place -> place.startsWith(publicBucket));

        as().delete("/v1/assets/" + id).then().statusCode(204);
        Awaitility.await().until(() -> about(Topics.ASSET_ENRICHED, id).getLast().value() == null);
        Assets.awaitPublicBucket(id);
        erasures.cleanDue(Instant.now().plus(Duration.ofHours(2)), 1_000);

        for (String trace : List.of(id.toString(), externalId, fileName)) {
            assertThat(stores.holding(trace)).as(trace).isEmpty();
        }
        as().get("/v1/assets/" + other)
                .then()
                .body("warnings[0].code", equalTo("near-duplicate"))
                .body("warnings[0].assetId", nullValue())
                .body("revision", equalTo(2));
        store.delete(reported);
    }

    @Test
    void afterwardsItIsNotFoundAndErasingItAgainAnswersTheSame() {
        UUID id = published();

        as().delete("/v1/assets/" + id).then().statusCode(204);

        as().get("/v1/assets/" + id).then().statusCode(404);
        as().get("/v1/assets/" + id + "/variants/original").then().statusCode(404);
        as().get("/v1/assets?externalId=" + externalId).then().body("items", empty());
        as().delete("/v1/assets/" + id).then().statusCode(204);
        as().delete("/v1/assets/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void subscribersAndReviewersGetATombstoneLast() {
        UUID id = published();

        as().delete("/v1/assets/" + id).then().statusCode(204);

        for (String topic : List.of(Topics.ASSET_ENRICHED, Topics.REVIEW_REQUESTED)) {
            Awaitility.await()
                    .until(() -> about(topic, id).stream().anyMatch(last -> last.value() == null));
            assertThat(about(topic, id).getLast().value()).as(topic).isNull();
        }
    }

    @Test
    void aStageThatWasAtWorkLeavesNothingBehind() {
        UUID id = upload();
        as().delete("/v1/assets/" + id).then().statusCode(204);

        variant(id, "late");
        Wire.send(Reports.succeeded(id, Stage.SMART_CROP));
        assets.awaitQuiet(id);
        erasures.cleanDue(Instant.now(), 1_000);

        assertThat(stores.holding(id.toString())).containsExactly("ingest.erasure");
    }

    @Test
    void whatModelsAnsweredAboutItGoesAndAboutOthersStays() {
        UUID id = upload();
        String sha256 = assets.record(id).original().sha256();
        var answer = answer("default", sha256);
        var othersAnswer = answer("other", sha256);

        as().delete("/v1/assets/" + id).then().statusCode(204);

        assertThat(lies(answer)).isFalse();
        assertThat(lies(othersAnswer)).isTrue();
        store.delete(othersAnswer);
    }

    @Test
    void aStageThatNeverReportedLeavesNothingBehindEither() {
        UUID id = upload();
        as().delete("/v1/assets/" + id).then().statusCode(204);
        variant(id, "late");

        erasures.cleanDue(Instant.now(), 1_000);
        assertThat(stores.holding(id.toString())).contains("ingest.erasure");
        erasures.cleanDue(Instant.now().plus(Duration.ofHours(2)), 1_000);

        assertThat(stores.holding(id.toString())).isEmpty();
    }

    @Test
    void whatCannotBeRemovedIsNotInTheWayOfWhatCan() {
        UUID stuck = upload();
        UUID other = assets.upload("{}");
        for (UUID id : List.of(stuck, other)) {
            as().delete("/v1/assets/" + id).then().statusCode(204);
        }
        due(stuck, "2000-01-01", "No bucket has such a name");
        due(other, "2000-01-02", buckets.originalsBucket());

        erasures.cleanDue(Instant.now(), 1);
        erasures.cleanDue(Instant.now(), 1);

        assertThat(isDue(other)).isFalse();
        assertThat(stores.holding(stuck.toString())).contains("ingest.erasure");
        due(stuck, "2000-01-01", buckets.originalsBucket());
        erasures.cleanDue(Instant.now(), 1);
        assertThat(isDue(stuck)).isFalse();
    }

    private static void due(UUID id, String since, String bucket) {
        Database.execute(
                "UPDATE ingest.erasure SET clean_after = '%s', bucket = '%s' WHERE asset_id = '%s'"
                        .formatted(since, bucket, id));
    }

    private static boolean isDue(UUID id) {
        return Database.number(
                        "SELECT count(*) FROM ingest.erasure WHERE asset_id = '%s' AND clean_after <="
                                        .formatted(id)
                                + " now()")
                > 0;
    }

    @Test
    void itsUploadCanBeRepeatedAsANewOne() {
        UUID id = upload();
        as().delete("/v1/assets/" + id).then().statusCode(204);

        assertThat(upload()).isNotEqualTo(id);
    }

    @Test
    void onlyAdministratorsErase() {
        UUID id = upload();

        for (String role : List.of("uploader", "reader", "reviewer", "operator")) {
            given().auth().oauth2(role).delete("/v1/assets/" + id).then().statusCode(403);
        }
        given().auth().oauth2("admin").delete("/v1/assets/" + id).then().statusCode(404);
    }

    private UUID published() {
        UUID id = upload();
        Stream.of(Stage.CAPTION, Stage.AUTO_TAG, Stage.SMART_CROP)
                .forEach(stage -> Wire.send(Reports.succeeded(id, stage)));
        assets.await(id, Asset.State.PUBLISHED);
        Awaitility.await().until(() -> !about(Topics.ASSET_ENRICHED, id).isEmpty());
        return id;
    }

    private ObjectRef answer(String tenant, String sha256) {
        var answer =
                new ObjectRef(
                        buckets.variantsBucket(), KeptAnswers.prefix(tenant, sha256) + "1.json");
        store.put(answer, "{}".getBytes(StandardCharsets.UTF_8), "application/json");
        return answer;
    }

    private boolean lies(ObjectRef object) {
        try (var found = store.list(object.bucket(), object.key())) {
            return found.findAny().isPresent();
        }
    }

    private UUID upload() {
        String id =
                as().header("Idempotency-Key", mark)
                        .multiPart("file", fileName, Drawn.jpeg(64, 48), "image/jpeg")
                        .multiPart("request", "{\"externalId\": \"" + externalId + "\"}")
                        .post("/v1/assets")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id");
        return UUID.fromString(id);
    }

    private String warnedOf(UUID id) {
        UUID other = assets.upload("{}");
        Database.execute(
                "UPDATE ingest.asset SET warnings = '{\"items\": [{\"code\": \"near-duplicate\","
                        + " \"assetId\": \"%s\"}]}' WHERE id = '%s'".formatted(id, other));
        return other.toString();
    }

    private void variant(UUID id, String name) {
        store.put(
                new ObjectRef(
                        buckets.variantsBucket(), "variants/" + id + "/smart-crop/00/" + name),
                name.getBytes(StandardCharsets.UTF_8),
                "text/plain");
    }

    private static List<ConsumerRecord<String, byte[]>> about(String topic, UUID id) {
        return Wire.records(topic).stream()
                .filter(record -> id.toString().equals(record.key()))
                .toList();
    }

    private static RequestSpecification as() {
        return given().auth().oauth2(TestServers.API_KEY);
    }
}
