package io.darkroom.ingest.apikey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.Topics;
import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
@QuarkusTestResource(TestKeys.class)
class ApiKeyTest {
    private static final String UPLOADER = "{\"name\": \"shop\", \"roles\": [\"uploader\"]}";

    private static Response create(String as, String json) {
        return given().auth()
                .oauth2(as)
                .contentType("application/json")
                .body(json)
                .post("/v1/api-keys");
    }

    private static Response created(String json) {
        return create("operator", json).then().statusCode(201).extract().response();
    }

    private static int statusOfListing(String key) {
        return given().auth().oauth2(key).get("/v1/assets").statusCode();
    }

    @Test
    void aNewKeyOpensWhatItsRolesOpen() {
        var answer = created(UPLOADER);
        String key = answer.path("key");

        answer.then()
                .header("Location", endsWith("/v1/api-keys/" + answer.path("id")))
                .header("Cache-Control", "no-store")
                .body("tenant", equalTo(TestKeys.TENANT))
                .body("createdBy", equalTo("operator"));
        assertThat(statusOfListing(key)).isEqualTo(200);
        assertThat(create(key, UPLOADER).statusCode()).isEqualTo(403);
    }

    @Test
    void aKeyIsShownOnce() {
        String id = created(UPLOADER).path("id");

        given().auth()
                .oauth2("admin")
                .get("/v1/api-keys")
                .then()
                .statusCode(200)
                .body("items.key", everyItem(nullValue()))
                .body("items.find { it.id == '" + id + "' }.name", equalTo("shop"));
    }

    @Test
    void aRevokedKeyOpensNothing() {
        var answer = created(UPLOADER);
        String key = answer.path("key");
        assertThat(statusOfListing(key)).isEqualTo(200);

        given().auth()
                .oauth2("operator")
                .delete("/v1/api-keys/" + answer.path("id"))
                .then()
                .statusCode(204);

        assertThat(statusOfListing(key)).isEqualTo(401);
        given().auth()
                .oauth2("operator")
                .get("/v1/api-keys")
                .then()
                .body(
                        "items.find { it.id == '" + answer.path("id") + "' }.revokedAt",
                        notNullValue());
    }

    @Test
    void anExpiredKeyOpensNothing() {
        String soon = Instant.now().plusSeconds(2).toString();
        String key =
                created(
                                "{\"name\": \"brief\", \"roles\": [\"reader\"], \"expiresAt\": \"%s\"}"
                                        .formatted(soon))
                        .path("key");

        await().atMost(Duration.ofSeconds(30)).until(() -> statusOfListing(key) == 401);
    }

    @Test
    void aKeyWithAnotherSecretOpensNothing() {
        String key = created(UPLOADER).path("key");
        String other = created(UPLOADER).path("key");

        assertThat(statusOfListing(key.substring(0, 20) + other.substring(20))).isEqualTo(401);
    }

    @Test
    void onlyAnAdminGivesRolesThatSeeWhatIsNotPublished() {
        String reviewer = "{\"name\": \"desk\", \"roles\": [\"reviewer\"]}";

        create("operator", reviewer)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:darkroom:problem:forbidden"))
                .body("errors.pointer", equalTo(List.of("/roles")));
        create("admin", reviewer).then().statusCode(201);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        create(
                        "operator",
                        "{\"name\": \" \", \"roles\": [\"king\"], \"expiresAt\":"
                                + " \"2020-01-01T00:00:00Z\"}")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:darkroom:problem:field-invalid"))
                .body("errors.pointer", containsInAnyOrder("/name", "/roles/0", "/expiresAt"));
        create("operator", "{}")
                .then()
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/name", "/roles"));
        create("operator", "").then().statusCode(400);
    }

    @Test
    void whatIsKeptAndToldHoldsTheHashAndNotTheKey() {
        var answer = created(UPLOADER);
        String id = answer.path("id");
        String secret = answer.<String>path("key").substring(id.length() + 4);

        await().atMost(Duration.ofSeconds(30)).until(() -> !told(id).isEmpty());
        assertThat(told(id)).allSatisfy(word -> assertThat(word).doesNotContain(secret));
        assertThat(Database.number("select count(*) from ingest.api_key where id = '" + id + "'"))
                .isEqualTo(1);
        assertThat(
                        Database.number(
                                "select count(*) from ingest.api_key k where k::text like '%"
                                        + secret
                                        + "%'"))
                .isZero();
    }

    private static List<String> told(String id) {
        return Wire.records(Topics.ACCESS_KEYS).stream()
                .filter(record -> id.equals(record.key()))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
