package io.darkroom.ingest.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.darkroom.ingest.TestKeys;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.webhook.TestEndpoints.Endpoint;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may have webhooks, to which addresses, and what the log of deliveries is good for. */
@QuarkusTest
class WebhookApiTest {
    @Inject TestEndpoints hooks;
    @Inject DeliveryLog log;

    private final StandInReceiver receiver = new StandInReceiver();

    @AfterEach
    void leaveNoEndpoint() {
        receiver.close();
        Database.execute("delete from ingest.webhook");
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
            TestEndpoints.admin()
                    .contentType("application/json")
                    .body(Map.of("url", url, "events", TestEndpoints.ALL))
                    .post("/v1/webhooks")
                    .then()
                    .statusCode(422)
                    .body("type", equalTo("urn:darkroom:problem:webhook-url-refused"))
                    .body("errors.pointer", hasItem("/url"));
        }
    }

    @Test
    void onlyAdministratorsAndOnlyTheirOwn() {
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);

        given().auth().oauth2("operator").get("/v1/webhooks").then().statusCode(403);
        given().auth()
                .oauth2(TestKeys.STRANGER)
                .get("/v1/webhooks/" + endpoint.id() + "/deliveries")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:darkroom:problem:webhook-not-found"));
        assertThat(given().auth().oauth2(TestKeys.STRANGER).get("/v1/webhooks").asString())
                .doesNotContain(endpoint.id());
    }

    @Test
    void whatIsWrongWithARequestIsSaid() {
        TestEndpoints.admin()
                .contentType("application/json")
                .body("{\"url\": \"https://hooks.example/\", \"events\": [\"asset.deleted\"]}")
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/events/0"));
        TestEndpoints.admin()
                .contentType("application/json")
                .body("{\"url\": \"https://hooks.example/\", \"events\": []}")
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/events"));
        TestEndpoints.admin().get("/v1/webhooks/none").then().statusCode(404);
    }

    @Test
    void oneOrAllCanBeSentAgain() {
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);
        UUID id = hooks.publish();
        var first = TestEndpoints.awaitStatus(endpoint, id, "DELIVERED");

        TestEndpoints.admin()
                .post(TestEndpoints.path(endpoint, first.getString("id")) + "/replays")
                .then()
                .statusCode(202)
                .body("replay", equalTo(true));
        TestEndpoints.awaitReceived(receiver, 2);
        int replayed =
                TestEndpoints.admin()
                        .contentType("application/json")
                        .body("{\"since\": \"2026-01-01T00:00:00Z\", \"status\": \"DELIVERED\"}")
                        .post("/v1/webhooks/" + endpoint.id() + "/deliveries/replays")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("deliveries");
        TestEndpoints.awaitReceived(receiver, 3);

        assertThat(replayed).isEqualTo(1);
        assertThat(receiver.received())
                .extracting(sent -> sent.header("webhook-id"))
                .containsOnly(first.getString("messageId"));
    }

    @Test
    void aReplayOfWhatIsNoLongerPublishedIsNotSent() {
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);
        UUID id = hooks.publish();
        var enriched = TestEndpoints.awaitStatus(endpoint, id, "DELIVERED");
        TestEndpoints.withdraw(id, "Wrong picture").then().statusCode(200);
        TestEndpoints.awaitReceived(receiver, 2);

        TestEndpoints.admin()
                .post(TestEndpoints.path(endpoint, enriched.getString("id")) + "/replays")
                .then()
                .statusCode(202);

        TestEndpoints.awaitStatus(endpoint, id, "SUPERSEDED");
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void theLogIsKeptForAWhileAndNoLonger() {
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);
        UUID id = hooks.publish();
        TestEndpoints.awaitStatus(endpoint, id, "DELIVERED");

        log.clean(Instant.now().minusSeconds(3600));
        assertThat(TestEndpoints.deliveries(endpoint, id).getList("items")).hasSize(1);
        log.clean(Instant.now().plusSeconds(60));

        assertThat(TestEndpoints.deliveries(endpoint, id).getList("items")).isEmpty();
        assertThat(TestEndpoints.traces("webhook_message", id)).isZero();
    }
}
