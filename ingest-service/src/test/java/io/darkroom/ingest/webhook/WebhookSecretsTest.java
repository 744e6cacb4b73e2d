package io.darkroom.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.webhook.TestEndpoints.Endpoint;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What endpoints are sent is signed, with a secret that is shown once and can be changed. */
@QuarkusTest
class WebhookSecretsTest {
    @Inject TestEndpoints hooks;

    private final StandInReceiver receiver = new StandInReceiver();

    @AfterEach
    void leaveNoEndpoint() {
        receiver.close();
        Database.execute("delete from ingest.webhook");
    }

    @Test
    void whatIsPublishedAndTakenBackIsToldInOrderAndSigned() {
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);
        UUID id = hooks.publish();
        TestEndpoints.awaitReceived(receiver, 1);

        TestEndpoints.withdraw(id, "The licence ended.").then().statusCode(200);
        TestEndpoints.awaitReceived(receiver, 2);

        var messages = receiver.received();
        assertThat(messages)
                .allMatch(sent -> StandardWebhooks.verifies(endpoint.secret(), sent, Instant.now()))
                .allMatch(sent -> sent.header("content-type").startsWith("application/json"));
        JsonNode enriched = TestEndpoints.json(messages.get(0));
        assertThat(enriched.path("type").asText()).isEqualTo("asset.enriched");
        assertThat(enriched.path("data").path("id").asText()).isEqualTo(id.toString());
        assertThat(enriched.path("data").path("captions").get(0).path("alt").asText())
                .isEqualTo("A blue table");
        JsonNode withdrawn = TestEndpoints.json(messages.get(1));
        assertThat(withdrawn.path("type").asText()).isEqualTo("asset.withdrawn");
        assertThat(withdrawn.path("data").path("assetId").asText()).isEqualTo(id.toString());
        assertThat(withdrawn.path("data").path("reason").asText()).isEqualTo("The licence ended.");
    }

    @Test
    void whileASecretChangesBothSign() {
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);
        String newer =
                TestEndpoints.admin()
                        .contentType("application/json")
                        .body("{\"overlapHours\": 1}")
                        .post("/v1/webhooks/" + endpoint.id() + "/secrets")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("secret");
        hooks.publish();
        TestEndpoints.awaitReceived(receiver, 1);

        var sent = receiver.received().getFirst();
        assertThat(newer).isNotEqualTo(endpoint.secret());
        assertThat(sent.header("webhook-signature").split(" ")).hasSize(2);
        assertThat(StandardWebhooks.verifies(newer, sent, Instant.now())).isTrue();
        assertThat(StandardWebhooks.verifies(endpoint.secret(), sent, Instant.now())).isTrue();
    }

    @Test
    void theSecretIsShownOnceAndNeverAgain() {
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);

        TestEndpoints.admin()
                .get("/v1/webhooks/" + endpoint.id())
                .then()
                .body("secret", nullValue());
        String all = TestEndpoints.admin().get("/v1/webhooks").asString();

        assertThat(all)
                .contains(endpoint.id())
                .doesNotContain(endpoint.secret())
                .doesNotContain("whsec");
    }
}
