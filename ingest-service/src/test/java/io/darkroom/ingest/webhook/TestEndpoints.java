package io.darkroom.ingest.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Endpoints, and what is told to them, as the tests of this package need them. */
@ApplicationScoped
class TestEndpoints {
    static final List<String> ALL = List.of("asset.enriched", "asset.withdrawn", "asset.erased");

    private final Assets assets;

    TestEndpoints(Assets assets) {
        this.assets = assets;
    }

    /** An endpoint, and the secret that was shown when it was added. */
    record Endpoint(String id, String secret) {}

    /** Adds an endpoint. */
    Endpoint subscribe(StandInReceiver to, List<String> events) {
        var added =
                admin().contentType("application/json")
                        .body(Map.of("url", to.url(), "events", events))
                        .post("/v1/webhooks")
                        .then()
                        .statusCode(201)
                        .header("Cache-Control", "no-store")
                        .body("secret", startsWith("whsec_"))
                        .extract()
                        .jsonPath();
        return new Endpoint(added.getString("id"), added.getString("secret"));
    }

    /** An asset with a caption, published. */
    UUID publish() {
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        assets.await(id, Asset.State.PUBLISHED);
        return id;
    }

    static Response withdraw(UUID id, String reason) {
        return admin().contentType("application/json")
                .body(Map.of("reason", reason))
                .post("/v1/assets/" + id + "/withdrawal");
    }

    static void awaitReceived(StandInReceiver by, int messages) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(by.received()).hasSizeGreaterThanOrEqualTo(messages));
    }

    /** The newest delivery about the asset, once it has this status. */
    static JsonPath awaitStatus(Endpoint endpoint, UUID asset, String status) {
        Awaitility.await()
                .until(() ->
                        status.equals(deliveries(endpoint, asset).getString("items[0].status")));
        return admin().get(path(endpoint, deliveries(endpoint, asset).getString("items[0].id")))
                .jsonPath();
    }

    static JsonPath deliveries(Endpoint endpoint, UUID asset) {
        return admin().get("/v1/webhooks/" + endpoint.id() + "/deliveries?assetId=" + asset)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static String path(Endpoint endpoint, String delivery) {
        return "/v1/webhooks/" + endpoint.id() + "/deliveries/" + delivery;
    }

    static long traces(String table, UUID asset) {
        return Database.number(
                "select count(*) from ingest." + table + " where asset_id = '" + asset + "'");
    }

    static JsonNode json(StandInReceiver.Received message) {
        try {
            return Json.mapper().readTree(message.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RequestSpecification admin() {
        return given().auth().oauth2(TestServers.API_KEY);
    }
}
