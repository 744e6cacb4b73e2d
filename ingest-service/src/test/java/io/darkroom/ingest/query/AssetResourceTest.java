package io.darkroom.ingest.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.darkroom.contracts.Asset.State;
import io.darkroom.ingest.AssetSeeds;
import io.darkroom.ingest.TestKeys;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
@QuarkusTestResource(TestKeys.class)
class AssetResourceTest {
    @Inject AssetSeeds seeds;

    @Test
    void theRecordComesWithItsRevisionAsETag() {
        UUID id = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        given().auth()
                .oauth2("uploader")
                .get("/v1/assets/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("id", equalTo(id.toString()))
                .body("tenant", equalTo(TestKeys.TENANT))
                .body("state", equalTo("PUBLISHED"))
                .body("original.width", equalTo(1200))
                .body("variants.name", equalTo(List.of("crop-1x1", "crop-16x9", "crop-debug")))
                .body("stages.stage", equalTo(List.of("caption", "auto-tag", "smart-crop")));
    }

    @Test
    void anUnchangedRecordCostsNoBody() {
        UUID id = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        given().auth()
                .oauth2("uploader")
                .header("If-None-Match", "\"2\"")
                .get("/v1/assets/" + id)
                .then()
                .statusCode(304)
                .body(equalTo(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-7000-8000-000000000000", "nonsense", "1"})
    void whatIsNotThereIsNotFound(String id) {
        given().auth()
                .oauth2("admin")
                .get("/v1/assets/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:darkroom:problem:asset-not-found"));
    }

    @Test
    void anotherTenantsAssetIsNotThereEither() {
        UUID id = seeds.in(State.PUBLISHED, TestKeys.TENANT);

        given().auth()
                .oauth2(TestKeys.STRANGER)
                .get("/v1/assets/" + id)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:darkroom:problem:asset-not-found"));
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void readersSeeWhatIsPublishedAndNothingElse(State state) {
        UUID id = seeds.in(state, TestKeys.TENANT);

        given().auth()
                .oauth2("reader")
                .get("/v1/assets/" + id)
                .then()
                .statusCode(state == State.PUBLISHED ? 200 : 404);
    }

    @Test
    void withoutAKeyNothingIsTold() {
        given().get("/v1/assets/" + UUID.randomUUID())
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", containsString("unauthorized"));
    }
}
