package io.darkroom.ingest.preset;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.support.Drawn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PresetResourceTest {
    private static final byte[] PICTURE = Drawn.jpeg(64, 48);

    private final String name = "p-" + UUID.randomUUID();

    @Test
    void aChangeMakesAVersionAndARepeatNone() {
        put("{'request': {'crops': ['1:1']}}").statusCode(201).header("ETag", "\"1\"");
        put("{'request': {'crops': ['1:1'], 'caption': null}}")
                .statusCode(200)
                .body("version", equalTo(1));
        put("{'request': {'crops': ['4:5']}}").statusCode(200).header("ETag", "\"2\"");

        get("").body("request.crops", contains("4:5"))
                .body("reviewRules", equalTo("/v1/review-rules/" + name))
                .body("createdBy", equalTo(TestKeys.OPERATOR));
        get("?version=1").body("request.crops", contains("1:1"));
    }

    @Test
    void anAnswerCanBeSentBack() {
        put("{'request': {'crops': ['1:1']}}").statusCode(201);
        String answer = get("").extract().asString();

        put(answer).statusCode(200).body("version", equalTo(1));
    }

    @Test
    void preconditionsHold() {
        put("{'request': {}}", "If-Match", "\"1\"").statusCode(412);
        put("{'request': {}}", "If-None-Match", "*").statusCode(201);
        put("{'request': {'dedupe': 'warn'}}", "If-None-Match", "*").statusCode(412);
        put("{'request': {'dedupe': 'warn'}}", "If-Match", "\"1\"").statusCode(200);
        put("{'request': {}}", "If-Match", "\"1\"")
                .statusCode(412)
                .body("type", equalTo("urn:darkroom:problem:revision-stale"));
    }

    @Test
    void everythingThatIsWrongIsNamed() {
        put("{'request': {'externalId': 'a', 'crops': ['x'], 'tags': {'vocabulary': 'none-such'}}}")
                .statusCode(422)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/request/externalId",
                                "/request/crops/0",
                                "/request/tags/vocabulary"));
    }

    @Test
    void onlyAnAdministratorLetsReviewsBeSkipped() {
        String skipping = "{'request': {'moderation': 'skip'}}";
        put(skipping).statusCode(403);
        as("admin").body(skipping.replace('\'', '"')).put(path()).then().statusCode(201);

        upload("{'preset': '" + name + "'}")
                .statusCode(202)
                .body("request.moderation", equalTo("skip"));
        upload("{'preset': '" + name + "', 'moderation': 'skip'}").statusCode(403);
    }

    @Test
    void anAssetRemembersWhatItsPresetCameTo() {
        put("{'request': {'stages': ['caption'], 'caption': {'purpose': 'shop', 'languages':"
                        + " ['fr']}}}")
                .statusCode(201);

        upload("{'preset': '" + name + "', 'caption': {'languages': ['de']}}")
                .statusCode(202)
                .body("request.preset", equalTo(name))
                .body("request.presetVersion", equalTo(1))
                .body("request.stages", contains("caption"))
                .body("request.caption.languages", contains("de"))
                .body("request.caption.purpose", equalTo("shop"))
                .body("request.crops", nullValue());
    }

    @Test
    void anUploadMayKeepToAVersion() {
        put("{'request': {'crops': ['1:1']}}");
        put("{'request': {'crops': ['4:5']}}");

        upload("{'preset': '" + name + "', 'presetVersion': 1}")
                .statusCode(202)
                .body("request.crops", contains("1:1"));
        upload("{'preset': '" + name + "', 'presetVersion': 9}")
                .statusCode(422)
                .body("type", equalTo("urn:darkroom:problem:preset-unknown"));
    }

    @Test
    void presetsAreListedAndBelongToTheirTenant() {
        put("{'request': {}}").statusCode(201);

        as("uploader").get("/v1/presets").then().statusCode(200).body("items.name", hasItem(name));
        as(TestKeys.STRANGER).get(path()).then().statusCode(404);
        as("uploader").body("{}").put(path()).then().statusCode(403);
        as("reader").get(path()).then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({"-dash", "a b", "%C3%A4"})
    void namesAreOfAForm(String wrong) {
        as(TestKeys.OPERATOR)
                .urlEncodingEnabled(false)
                .body("{}")
                .put("/v1/presets/" + wrong.replace(" ", "%20"))
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("name"));
    }

    private ValidatableResponse put(String json) {
        return put(json, "Accept", "application/json");
    }

    private ValidatableResponse put(String json, String header, String value) {
        return as(TestKeys.OPERATOR)
                .header(header, value)
                .body(json.replace('\'', '"'))
                .put(path())
                .then();
    }

    private ValidatableResponse get(String query) {
        return as("uploader").get(path() + query).then().statusCode(200);
    }

    private String path() {
        return "/v1/presets/" + name;
    }

    private static ValidatableResponse upload(String request) {
        return given().auth()
                .oauth2("uploader")
                .multiPart("file", "a.jpg", PICTURE, "image/jpeg")
                .multiPart("request", request.replace('\'', '"'), "application/json")
                .post("/v1/assets")
                .then();
    }

    private static RequestSpecification as(String key) {
        return given().auth().oauth2(key).contentType("application/json");
    }
}
