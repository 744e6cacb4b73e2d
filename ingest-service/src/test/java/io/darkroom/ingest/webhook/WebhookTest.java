package io.darkroom.ingest.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.Transactions;
import io.darkroom.ingest.asset.WaysOut;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Endpoints hear of what they asked for: signed, in order, again where they failed. */
@QuarkusTest
class WebhookTest {
    private static final List<String> ALL =
            List.of("asset.enriched", "asset.withdrawn", "asset.erased");

    @Inject Assets assets;
    @Inject AssetRepository repository;
    @Inject Transactions transactions;
    @Inject WaysOut waysOut;
    @Inject DeliveryLog log;

    private final StandInReceiver receiver = new StandInReceiver();

    @AfterEach
    void leaveNoEndpoint() {
        receiver.close();
        Database.execute("delete from ingest.webhook");
    }

    private record Endpoint(String id, String secret) {}

    @Test
    void whatIsPublishedAndTakenBackIsToldInOrderAndSigned() {
        Endpoint endpoint = subscribe(receiver, ALL);
        UUID id = publish();
        awaitReceived(receiver, 1);

        withdraw(id, "The licence ended.").then().statusCode(200);
        awaitReceived(receiver, 2);

        var messages = receiver.received();
        assertThat(messages)
                .allMatch(sent -> StandardWebhooks.verifies(endpoint.secret, sent, Instant.now()))
                .allMatch(sent -> sent.header("content-type").startsWith("application/json"));
        JsonNode enriched = json(messages.get(0));
        assertThat(enriched.path("type").asText()).isEqualTo("asset.enriched");
        assertThat(enriched.path("data").path("id").asText()).isEqualTo(id.toString());
        assertThat(enriched.path("data").path("captions").get(0).path("alt").asText())
                .isEqualTo("A blue table");
        JsonNode withdrawn = json(messages.get(1));
        assertThat(withdrawn.path("type").asText()).isEqualTo("asset.withdrawn");
        assertThat(withdrawn.path("data").path("assetId").asText()).isEqualTo(id.toString());
        assertThat(withdrawn.path("data").path("reason").asText()).isEqualTo("The licence ended.");
    }

    @Test
    void onlyWhatAnEndpointChoseIsSentToIt() {
        subscribe(receiver, List.of("asset.withdrawn"));
        UUID id = publish();

        withdraw(id, "Wrong picture").then().statusCode(200);
        awaitReceived(receiver, 1);

        assertThat(json(receiver.received().getFirst()).path("type").asText())
                .isEqualTo("asset.withdrawn");
    }

    @Test
    void whatFailsIsTriedAgainAndTheLogShowsEveryAttempt() {
        receiver.answer(500)
                .answer(302, Map.of("Location", receiver.url().replace("/hook", "/elsewhere")));
        Endpoint endpoint = subscribe(receiver, ALL);
        UUID id = publish();
        awaitReceived(receiver, 3);

        var delivery = awaitStatus(endpoint, id, "DELIVERED");

        assertThat(delivery.getList("attempts.responseCode")).containsExactly(500, 302, 204);
        assertThat(delivery.getString("attempts[0].error")).contains("500");
        assertThat(receiver.received()).allMatch(sent -> sent.path().equals("/hook"));
        assertThat(receiver.received())
                .extracting(sent -> sent.header("webhook-id"))
                .containsOnly(delivery.getString("messageId"));
    }

    @Test
    void goneDisablesTheEndpointAndNothingMoreIsSent() {
        receiver.answer(410);
        Endpoint endpoint = subscribe(receiver, ALL);
        UUID id = publish();

        awaitStatus(endpoint, id, "FAILED");
        Awaitility.await()
                .untilAsserted(() ->
                        admin().get("/v1/webhooks/" + endpoint.id)
                                .then()
                                .body("enabled", equalTo(false))
                                .body("disabledBecause", startsWith("The endpoint answered 410")));
        withdraw(id, "Gone").then().statusCode(200);

        assertThat(deliveries(endpoint, id).getList("items")).hasSize(1);
        admin().post(path(endpoint, deliveries(endpoint, id).getString("items[0].id")) + "/replays")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:darkroom:problem:webhook-disabled"));
    }

    @Test
    void anEndpointThatTakesNothingForTheWholeScheduleIsDisabled() {
        receiver.answer(500).answer(500).answer(500).answer(500);
        Endpoint endpoint = subscribe(receiver, ALL);
        UUID id = publish();

        awaitStatus(endpoint, id, "FAILED");

        Awaitility.await()
                .untilAsserted(() ->
                        admin().get("/v1/webhooks/" + endpoint.id)
                                .then()
                                .body("enabled", equalTo(false)));
        assertThat(receiver.received()).hasSize(4);
    }

    @Test
    void whatWasTakenBackMeanwhileIsNotSentAsEnriched() {
        receiver.answer(503, Map.of("Retry-After", "3600"));
        Endpoint endpoint = subscribe(receiver, ALL);
        UUID id = publish();
        awaitReceived(receiver, 1);
        Awaitility.await()
                .until(() -> deliveries(endpoint, id).getList("items[0].attempts").size() == 1);
        Instant next = Instant.parse(deliveries(endpoint, id).getString("items[0].nextAttemptAt"));
        assertThat(next).isAfter(Instant.now().plusSeconds(3000));

        withdraw(id, "Wrong picture").then().statusCode(200);
        awaitReceived(receiver, 2);

        assertThat(json(receiver.received().get(1)).path("type").asText())
                .isEqualTo("asset.withdrawn");
        assertThat(deliveries(endpoint, id).getList("items.status"))
                .containsExactly("DELIVERED", "SUPERSEDED");
    }

    @Test
    void anEndpointThatNeverAnswersDelaysNobodyElse() throws InterruptedException {
        try (var dead = new StandInReceiver().fallSilent()) {
            subscribe(dead, ALL);
            publish();
            publish();
            dead.awaitHung(2);

            subscribe(receiver, ALL);
            UUID id = publish();
            awaitReceived(receiver, 1);

            assertThat(receiver.received().getFirst().text()).contains(id.toString());
        }
    }

    @Test
    void whileASecretChangesBothSign() {
        Endpoint endpoint = subscribe(receiver, ALL);
        String newer =
                admin().contentType("application/json")
                        .body("{\"overlapHours\": 1}")
                        .post("/v1/webhooks/" + endpoint.id + "/secrets")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("secret");
        publish();
        awaitReceived(receiver, 1);

        var sent = receiver.received().getFirst();
        assertThat(newer).isNotEqualTo(endpoint.secret);
        assertThat(sent.header("webhook-signature").split(" ")).hasSize(2);
        assertThat(StandardWebhooks.verifies(newer, sent, Instant.now())).isTrue();
        assertThat(StandardWebhooks.verifies(endpoint.secret, sent, Instant.now())).isTrue();
    }

    @Test
    void theSecretIsShownOnceAndNeverAgain() {
        Endpoint endpoint = subscribe(receiver, ALL);

        admin().get("/v1/webhooks/" + endpoint.id).then().body("secret", nullValue());
        String all = admin().get("/v1/webhooks").asString();

        assertThat(all)
                .contains(endpoint.id)
                .doesNotContain(endpoint.secret)
                .doesNotContain("whsec");
    }

    @Test
    void oneOrAllCanBeSentAgain() {
        Endpoint endpoint = subscribe(receiver, ALL);
        UUID id = publish();
        var first = awaitStatus(endpoint, id, "DELIVERED");

        admin().post(path(endpoint, first.getString("id")) + "/replays")
                .then()
                .statusCode(202)
                .body("replay", equalTo(true));
        awaitReceived(receiver, 2);
        int replayed =
                admin().contentType("application/json")
                        .body("{\"since\": \"2026-01-01T00:00:00Z\", \"status\": \"DELIVERED\"}")
                        .post("/v1/webhooks/" + endpoint.id + "/deliveries/replays")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("deliveries");
        awaitReceived(receiver, 3);

        assertThat(replayed).isEqualTo(1);
        assertThat(receiver.received())
                .extracting(sent -> sent.header("webhook-id"))
                .containsOnly(first.getString("messageId"));
    }

    @Test
    void aReplayOfWhatIsNoLongerPublishedIsNotSent() {
        Endpoint endpoint = subscribe(receiver, ALL);
        UUID id = publish();
        var enriched = awaitStatus(endpoint, id, "DELIVERED");
        withdraw(id, "Wrong picture").then().statusCode(200);
        awaitReceived(receiver, 2);

        admin().post(path(endpoint, enriched.getString("id")) + "/replays").then().statusCode(202);

        awaitStatus(endpoint, id, "SUPERSEDED");
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void whatADeadInstanceHeldIsSentByAnother() {
        Endpoint endpoint = subscribe(receiver, ALL);
        UUID id = publish();
        awaitStatus(endpoint, id, "DELIVERED");

        // As it is where the sender died after the endpoint took it, and before it wrote that down.
        Database.execute(
                "update ingest.webhook_delivery set status = 'PENDING', ended_at = null,"
                        + " leased_until = now() + interval '500 ms' where asset_id = '"
                        + id
                        + "'");

        awaitReceived(receiver, 2);
        awaitStatus(endpoint, id, "DELIVERED");
        assertThat(receiver.received())
                .extracting(sent -> sent.header("webhook-id"))
                .containsOnly(receiver.received().getFirst().header("webhook-id"));
    }

    @Test
    void aChangeWhoseDeliveryCannotBeWrittenDoesNotHappen() {
        subscribe(receiver, ALL);
        UUID id = publish();
        awaitReceived(receiver, 1);
        Database.execute(
                "alter table ingest.webhook_delivery add constraint broken check (event <>"
                        + " 'asset.withdrawn' or asset_id <> '"
                        + id
                        + "') not valid");
        try {
            withdraw(id, "Wrong picture").then().statusCode(500);

            assertThat(assets.record(id).state()).isEqualTo(Asset.State.PUBLISHED);
        } finally {
            Database.execute("alter table ingest.webhook_delivery drop constraint broken");
        }
        withdraw(id, "Wrong picture").then().statusCode(200);
        awaitReceived(receiver, 2);
    }

    @Test
    void anErasedAssetIsToldOfAndThenLeavesNoTrace() {
        subscribe(receiver, ALL);
        UUID id = publish();
        awaitReceived(receiver, 1);

        transactions.<Void>run(session ->
                repository
                        .lock(session, id)
                        .chain(found -> {
                            var rows = found.orElseThrow();
                            var before = (Published) rows.asset().state();
                            rows.asset().enter(before.erase(), Instant.now());
                            return waysOut.entered(session, rows, before)
                                    .chain(() -> repository.changed(session, rows));
                        }));
        awaitReceived(receiver, 2);

        JsonNode erased = json(receiver.received().get(1));
        assertThat(erased.path("type").asText()).isEqualTo("asset.erased");
        assertThat(erased.path("data").path("assetId").asText()).isEqualTo(id.toString());
        Awaitility.await()
                .until(() -> traces("webhook_message", id) + traces("webhook_delivery", id) == 0);
    }

    @Test
    void theLogIsKeptForAWhileAndNoLonger() {
        Endpoint endpoint = subscribe(receiver, ALL);
        UUID id = publish();
        awaitStatus(endpoint, id, "DELIVERED");

        log.clean(Instant.now().minusSeconds(3600));
        assertThat(deliveries(endpoint, id).getList("items")).hasSize(1);
        log.clean(Instant.now().plusSeconds(60));

        assertThat(deliveries(endpoint, id).getList("items")).isEmpty();
        assertThat(traces("webhook_message", id)).isZero();
    }

    @Test
    void addressesInsideTheNetworkAreRefused() {
        for (String url :
                List.of(
                        "http://10.0.0.1/hook",
                        "http://169.254.169.254/latest/meta-data",
                        "http://[::1]/hook",
                        "http://user:secret@hooks.example/",
                        "http://0x7f000001/",
                        "ftp://hooks.example/")) {
            admin().contentType("application/json")
                    .body(Map.of("url", url, "events", ALL))
                    .post("/v1/webhooks")
                    .then()
                    .statusCode(422)
                    .body("type", equalTo("urn:darkroom:problem:webhook-url-refused"))
                    .body("errors.pointer", hasItem("/url"));
        }
    }

    @Test
    void onlyAdministratorsAndOnlyTheirOwn() {
        Endpoint endpoint = subscribe(receiver, ALL);

        given().auth().oauth2("operator").get("/v1/webhooks").then().statusCode(403);
        given().auth()
                .oauth2(TestKeys.STRANGER)
                .get("/v1/webhooks/" + endpoint.id + "/deliveries")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:darkroom:problem:webhook-not-found"));
        assertThat(given().auth().oauth2(TestKeys.STRANGER).get("/v1/webhooks").asString())
                .doesNotContain(endpoint.id);
    }

    @Test
    void whatIsWrongWithARequestIsSaid() {
        admin().contentType("application/json")
                .body("{\"url\": \"https://hooks.example/\", \"events\": [\"asset.deleted\"]}")
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/events/0"));
        admin().contentType("application/json")
                .body("{\"url\": \"https://hooks.example/\", \"events\": []}")
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/events"));
        admin().get("/v1/webhooks/none").then().statusCode(404);
    }

    private Endpoint subscribe(StandInReceiver to, List<String> events) {
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

    private UUID publish() {
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        Wire.send(Reports.succeeded(id, Stage.CAPTION));
        assets.await(id, Asset.State.PUBLISHED);
        return id;
    }

    private static io.restassured.response.Response withdraw(UUID id, String reason) {
        return admin().contentType("application/json")
                .body(Map.of("reason", reason))
                .post("/v1/assets/" + id + "/withdrawal");
    }

    private static void awaitReceived(StandInReceiver by, int messages) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(by.received()).hasSizeGreaterThanOrEqualTo(messages));
    }

    /** The newest delivery about the asset, once it has this status. */
    private static JsonPath awaitStatus(Endpoint endpoint, UUID asset, String status) {
        Awaitility.await()
                .until(() ->
                        status.equals(deliveries(endpoint, asset).getString("items[0].status")));
        return admin().get(path(endpoint, deliveries(endpoint, asset).getString("items[0].id")))
                .jsonPath();
    }

    private static JsonPath deliveries(Endpoint endpoint, UUID asset) {
        return admin().get("/v1/webhooks/" + endpoint.id + "/deliveries?assetId=" + asset)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String path(Endpoint endpoint, String delivery) {
        return "/v1/webhooks/" + endpoint.id + "/deliveries/" + delivery;
    }

    private static long traces(String table, UUID asset) {
        return Database.number(
                "select count(*) from ingest." + table + " where asset_id = '" + asset + "'");
    }

    private static JsonNode json(StandInReceiver.Received message) {
        try {
            return Json.mapper().readTree(message.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(TestServers.API_KEY);
    }
}
