package io.darkroom.ingest.intake;

import static io.darkroom.ingest.intake.Intake.caller;
import static io.darkroom.ingest.intake.Intake.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.intake.direct.StandInClient;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One picture by all five ways: records that differ in nothing but their provenance. */
@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class WaysInTest {
    private static final byte[] PICTURE = Drawn.jpeg(400, 300);
    private static final JsonNode REQUEST = Intake.read("{\"tags\": {\"max\": 7}}");

    @Inject Intake intake;
    @Inject Assets assets;

    @Test
    void allWaysLeadToTheSameRecord() throws IOException {
        String run = UUID.randomUUID().toString();
        try (var served = Served.picture(PICTURE)) {
            var records =
                    List.of(
                            byForm(),
                            byDirectUpload(),
                            byUrl(served.url("/" + run + "/table 1.jpg?signature=secret")),
                            byEvent("in/" + run + "/table 1.jpg"),
                            byBucket("in/" + run + "/table 1.jpg"));

            assertThat(records.stream().map(record -> via(record)))
                    .containsExactly("HTTP", "DIRECT", "URL", "EVENT", "BUCKET");
            assertThat(records.stream().map(WaysInTest::withoutProvenance).distinct()).hasSize(1);
            assertThat(records.toString()).doesNotContain("secret");
        }
    }

    @Test
    void aRepeatWithTheSameKeyIsFetchedOnce() throws IOException {
        try (var served = Served.picture(PICTURE)) {
            var body = Map.of("url", served.url("/" + UUID.randomUUID()), "request", REQUEST);
            String key = UUID.randomUUID().toString();
            String first = repeat(key, body).then().statusCode(202).extract().path("id");
            String again = repeat(key, body).then().statusCode(202).extract().path("id");
            assertThat(again).isEqualTo(first);
            repeat(key, Map.of("url", served.url("/other"))).then().statusCode(422);
        }
    }

    /** Other bytes may be there by then, and whoever was silent may yet write its own row. */
    @Test
    void whoeverTakesOverPutsWhatItFetchedBeside() throws IOException {
        try (var served = Served.picture(PICTURE)) {
            var body = Map.of("url", served.url("/" + UUID.randomUUID()), "request", REQUEST);
            String key = UUID.randomUUID().toString();
            String id = repeat(key, body).then().statusCode(202).extract().path("id");
            Database.execute("DELETE FROM ingest.asset WHERE id = '" + id + "'");
            Database.execute(
                    "UPDATE ingest.idempotency SET status = NULL, locked_until = now() - interval"
                            + " '1 s' WHERE key = '"
                            + key
                            + "'");

            String again = repeat(key, body).then().statusCode(202).extract().path("id");

            assertThat(again).isEqualTo(id);
            assertThat(Database.text("SELECT object_key FROM ingest.asset WHERE id = '" + id + "'"))
                    .hasValueSatisfying(
                            place -> assertThat(place).startsWith("originals/default/" + id + "."));
        }
    }

    /** As where the repeat had made it, and somebody erased it, while this one was silent. */
    @Test
    void whatWasErasedWhileItIsFetchedIsNotMadeAgain() throws Exception {
        String key = UUID.randomUUID().toString();
        // Configuration is not known on the thread that serves the picture.
        try (var connection = Database.connect();
                var erase =
                        connection.prepareStatement(
                                "DELETE FROM ingest.idempotency WHERE key = ?");
                var served = Served.picture(PICTURE, erase::executeUpdate)) {
            erase.setString(1, key);
            String url = served.url("/" + key);

            repeat(key, Map.of("url", url, "request", REQUEST))
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("urn:darkroom:problem:idempotency-key-in-use"));

            assertThat(Intake.countByReference(url)).isZero();
        }
    }

    private static io.restassured.response.Response repeat(String key, Map<String, ?> body) {
        return json(body).header("Idempotency-Key", key).post("/v1/assets/from-url");
    }

    private Asset byForm() {
        return record(
                caller().multiPart("file", "table 1.jpg", PICTURE, "image/jpeg")
                        .multiPart("request", REQUEST.toString(), "application/json")
                        .post("/v1/assets"));
    }

    private Asset byDirectUpload() {
        JsonNode upload =
                StandInClient.begin(
                        Map.of(
                                "fileName",
                                "table 1.jpg",
                                "contentType",
                                "image/jpeg",
                                "bytes",
                                PICTURE.length,
                                "request",
                                REQUEST));
        StandInClient.send(upload, PICTURE);
        return record(
                json(Map.of("sha256", StandInClient.sha256(PICTURE)))
                        .post("/v1/uploads/" + upload.get("id").asText() + "/completion"));
    }

    private Asset byUrl(String url) {
        return record(json(Map.of("url", url, "request", REQUEST)).post("/v1/assets/from-url"));
    }

    private Asset byEvent(String key) {
        ObjectRef ref = intake.put("handed", key, PICTURE);
        Intake.sendRequested(key, Map.of("tenant", "default", "object", ref, "request", REQUEST));
        return intake.awaitByReference("s3://handed/" + key);
    }

    private Asset byBucket(String key) {
        intake.put("drop", key, PICTURE);
        Wire.send(
                Topics.BUCKET_NOTIFICATIONS,
                "drop/" + key,
                Notifications.created("drop", key).getBytes(StandardCharsets.UTF_8),
                Map.of());
        return intake.awaitByReference("s3://drop/" + key);
    }

    private Asset record(io.restassured.response.Response answer) {
        return assets.record(
                UUID.fromString(answer.then().statusCode(202).extract().<String>path("id")));
    }

    private static String via(Asset asset) {
        return Objects.requireNonNull(asset.provenance()).via().name();
    }

    /** What is the asset's own goes too: its id and its times. */
    private static JsonNode withoutProvenance(Asset asset) {
        ObjectNode json = Json.mapper().valueToTree(asset);
        return json.without(List.of("id", "createdAt", "updatedAt", "provenance"));
    }
}
