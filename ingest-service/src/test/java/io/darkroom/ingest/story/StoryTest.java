package io.darkroom.ingest.story;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StoryTest {
    @Inject Assets assets;

    @Test
    void everyHopIsToldInOrderWithItsErrorAndTrace() {
        UUID id = assets.upload("{\"stages\": [\"auto-tag\"]}");
        Awaitility.await()
                .until(() ->
                        Wire.records(Topics.ASSET_UPLOADED).stream()
                                .anyMatch(record -> id.toString().equals(record.key())));
        story(id).body("waitsFor", containsString("auto-tag"), "state", equalTo("ENRICHING"));

        Wire.send(Reports.failed(id, Stage.AUTO_TAG));
        assets.await(id, Asset.State.PUBLISHED);
        Wire.send(Reports.succeeded(id, Stage.AUTO_TAG));
        assets.await(id, 3);
        Awaitility.await().until(() -> hops(id).size() == 6);

        List<Map<String, String>> hops = hops(id);
        assertThat(hops)
                .extracting(hop -> hop.get("what"))
                .startsWith("came in", "AssetUploaded", "StageFinished")
                .containsOnly("came in", "AssetUploaded", "StageFinished", "AssetEnriched");
        assertThat(hops.get(1)).extractingByKey("detail").asString().contains("{\"auto-tag\":1}");
        assertThat(hops.get(1)).extractingByKey("traceId").asString().matches("[0-9a-f]{32}");
        assertThat(hops.get(2))
                .extractingByKey("detail")
                .asString()
                .contains("auto-tag FAILED", "The stage broke", "attempts 1");
        story(id)
                .body("waitsFor", nullValue())
                .body("trailComplete", equalTo(true))
                .body("complete", equalTo(true));
    }

    @Test
    void itIsForOperatorsOfTheTenant() {
        UUID id = assets.upload("{\"stages\": [\"auto-tag\"]}");

        for (var access : Map.of("stranger", 404, "operator", 404, "uploader", 403).entrySet()) {
            given().header("Authorization", "Bearer " + access.getKey())
                    .get("/v1/assets/" + id + "/story")
                    .then()
                    .statusCode(access.getValue());
        }
    }

    private static List<Map<String, String>> hops(UUID id) {
        return story(id).extract().path("hops");
    }

    private static ValidatableResponse story(UUID id) {
        return given().header("Authorization", "Bearer " + TestServers.API_KEY)
                .get("/v1/assets/" + id + "/story")
                .then()
                .statusCode(200);
    }
}
