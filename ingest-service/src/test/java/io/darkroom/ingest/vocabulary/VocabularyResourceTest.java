package io.darkroom.ingest.vocabulary;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.ingest.support.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VocabularyResourceTest {
    private static final String TABLE =
            "{'concepts': [{'id': 'table', 'prefLabel': {'en': 'table', 'de': 'Tisch'}}]}";
    private static final String CHAIR =
            "{'concepts': [{'id': 'chair', 'prefLabel': {'en': 'chair'}}]}";

    private final String name = "v-" + UUID.randomUUID();

    @Test
    void aChangeMakesAVersionAndARepeatNone() {
        put(TABLE).statusCode(201).header("ETag", "\"1\"");
        put(TABLE).statusCode(200).header("ETag", "\"1\"");
        put(CHAIR).statusCode(200).header("ETag", "\"2\"");

        as("uploader").get(path() + "?version=1").then().body("concepts[0].id", equalTo("table"));
        as("uploader").get(path()).then().body("concepts[0].id", equalTo("chair"));
        as("uploader").get("/v1/vocabularies").then().body("items.name", hasItem(name));
        as(TestKeys.STRANGER).get(path()).then().statusCode(404);
    }

    @Test
    void whatIsNoVocabularyIsRefused() {
        put("{'concepts': []}").statusCode(422).body("errors[0].pointer", equalTo("/concepts"));
        put("{'concepts': [{'id': 'a', 'prefLabel': {}}]}")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/concepts/0"));
        as("uploader").body("{}").put(path()).then().statusCode(403);
    }

    @Test
    void theVocabularyTravelsWithTheEventAsItWas() {
        put(TABLE).statusCode(201);
        UUID asset = upload();
        put(CHAIR).statusCode(200);

        var sent = Awaitility.await().until(() -> sent(asset), event -> event != null);
        var vocabulary = Objects.requireNonNull(sent.vocabulary());
        assertThat(vocabulary.version()).isEqualTo(1);
        assertThat(vocabulary.find("table")).isPresent();
        assertThat(sent.request().tags()).extracting("vocabularyVersion").isEqualTo(1);
    }

    private static @Nullable AssetUploaded sent(UUID asset) {
        return Wire.about(asset, Topics.ASSET_UPLOADED, AssetUploaded.class).stream()
                .map(CloudEvent::data)
                .findFirst()
                .orElse(null);
    }

    @Test
    void anUnknownOneIsAProblemOfTheRequest() {
        given().auth()
                .oauth2("uploader")
                .multiPart("file", "a.jpg", Drawn.jpeg(64, 48), "image/jpeg")
                .multiPart("request", "{\"tags\": {\"vocabulary\": \"none-such\"}}")
                .post("/v1/assets")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:darkroom:problem:vocabulary-unknown"));
    }

    private UUID upload() {
        String id =
                given().auth()
                        .oauth2("uploader")
                        .multiPart("file", "a.jpg", Drawn.jpeg(64, 48), "image/jpeg")
                        .multiPart("request", "{\"tags\": {\"vocabulary\": \"" + name + "\"}}")
                        .post("/v1/assets")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id");
        return UUID.fromString(id);
    }

    private ValidatableResponse put(String json) {
        return as(TestKeys.OPERATOR).body(json.replace('\'', '"')).put(path()).then();
    }

    private String path() {
        return "/v1/vocabularies/" + name;
    }

    private static RequestSpecification as(String key) {
        return given().auth().oauth2(key).contentType("application/json");
    }
}
