package io.darkroom.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Asset;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.WaysOut;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.webhook.TestEndpoints.Endpoint;
import io.darkroom.service.sql.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Endpoints hear of what they asked for, in order, again where they failed, and only while it is
 * true.
 */
@QuarkusTest
class WebhookTest {
    @Inject TestEndpoints hooks;
    @Inject Assets assets;
    @Inject AssetRepository repository;
    @Inject Transactions transactions;
    @Inject WaysOut waysOut;

    private final StandInReceiver receiver = new StandInReceiver();

    @AfterEach
    void leaveNoEndpoint() {
        receiver.close();
        Database.execute("delete from ingest.webhook");
    }

    @Test
    void onlyWhatAnEndpointChoseIsSentToIt() {
        hooks.subscribe(receiver, List.of("asset.withdrawn"));
        UUID id = hooks.publish();

        TestEndpoints.withdraw(id, "Wrong picture").then().statusCode(200);
        TestEndpoints.awaitReceived(receiver, 1);

        assertThat(TestEndpoints.json(receiver.received().getFirst()).path("type").asText())
                .isEqualTo("asset.withdrawn");
    }

    @Test
    void whatFailsIsTriedAgainAndTheLogShowsEveryAttempt() {
        receiver.answer(500)
                .answer(302, Map.of("Location", receiver.url().replace("/hook", "/elsewhere")));
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);
        UUID id = hooks.publish();
        TestEndpoints.awaitReceived(receiver, 3);

        var delivery = TestEndpoints.awaitStatus(endpoint, id, "DELIVERED");

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
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);
        UUID id = hooks.publish();

        TestEndpoints.awaitStatus(endpoint, id, "FAILED");
        Awaitility.await()
                .untilAsserted(() ->
                        TestEndpoints.admin()
                                .get("/v1/webhooks/" + endpoint.id())
                                .then()
                                .body("enabled", equalTo(false))
                                .body("disabledBecause", startsWith("The endpoint answered 410")));
        TestEndpoints.withdraw(id, "Gone").then().statusCode(200);

        assertThat(TestEndpoints.deliveries(endpoint, id).getList("items")).hasSize(1);
        TestEndpoints.admin()
                .post(
                        TestEndpoints.path(
                                        endpoint,
                                        TestEndpoints.deliveries(endpoint, id)
                                                .getString("items[0].id"))
                                + "/replays")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:darkroom:problem:webhook-disabled"));
    }

    @Test
    void anEndpointThatTakesNothingForTheWholeScheduleIsDisabled() {
        receiver.answer(500).answer(500).answer(500).answer(500);
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);
        UUID id = hooks.publish();

        TestEndpoints.awaitStatus(endpoint, id, "FAILED");

        Awaitility.await()
                .untilAsserted(() ->
                        TestEndpoints.admin()
                                .get("/v1/webhooks/" + endpoint.id())
                                .then()
                                .body("enabled", equalTo(false)));
        assertThat(receiver.received()).hasSize(4);
    }

    @Test
    void whatWasTakenBackMeanwhileIsNotSentAsEnriched() {
        receiver.answer(503, Map.of("Retry-After", "3600"));
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);
        UUID id = hooks.publish();
        TestEndpoints.awaitReceived(receiver, 1);
        Awaitility.await()
                .until(() ->
                        TestEndpoints.deliveries(endpoint, id).getList("items[0].attempts").size()
                                == 1);
        Instant next =
                Instant.parse(
                        TestEndpoints.deliveries(endpoint, id).getString("items[0].nextAttemptAt"));
        assertThat(next).isAfter(Instant.now().plusSeconds(3000));

        TestEndpoints.withdraw(id, "Wrong picture").then().statusCode(200);
        TestEndpoints.awaitReceived(receiver, 2);

        assertThat(TestEndpoints.json(receiver.received().get(1)).path("type").asText())
                .isEqualTo("asset.withdrawn");
        assertThat(TestEndpoints.deliveries(endpoint, id).getList("items.status"))
                .containsExactly("DELIVERED", "SUPERSEDED");
    }

    @Test
    void anEndpointThatNeverAnswersDelaysNobodyElse() throws InterruptedException {
        try (var dead = new StandInReceiver().fallSilent()) {
            hooks.subscribe(dead, TestEndpoints.ALL);
            hooks.publish();
            hooks.publish();
            dead.awaitHung(2);

            hooks.subscribe(receiver, TestEndpoints.ALL);
            UUID id = hooks.publish();
            TestEndpoints.awaitReceived(receiver, 1);

            assertThat(receiver.received().getFirst().text()).contains(id.toString());
        }
    }

    @Test
    void whatADeadInstanceHeldIsSentByAnother() {
        Endpoint endpoint = hooks.subscribe(receiver, TestEndpoints.ALL);
        UUID id = hooks.publish();
        TestEndpoints.awaitStatus(endpoint, id, "DELIVERED");

        // As it is where the sender died after the endpoint took it, and before it wrote that down.
        Database.execute(
                "update ingest.webhook_delivery set status = 'PENDING', ended_at = null,"
                        + " leased_until = now() + interval '500 ms' where asset_id = '"
                        + id
                        + "'");

        TestEndpoints.awaitReceived(receiver, 2);
        TestEndpoints.awaitStatus(endpoint, id, "DELIVERED");
        assertThat(receiver.received())
                .extracting(sent -> sent.header("webhook-id"))
                .containsOnly(receiver.received().getFirst().header("webhook-id"));
    }

    @Test
    void aChangeWhoseDeliveryCannotBeWrittenDoesNotHappen() {
        hooks.subscribe(receiver, TestEndpoints.ALL);
        UUID id = hooks.publish();
        TestEndpoints.awaitReceived(receiver, 1);
        Database.execute(
                "alter table ingest.webhook_delivery add constraint broken check (event <>"
                        + " 'asset.withdrawn' or asset_id <> '"
                        + id
                        + "') not valid");
        try {
            TestEndpoints.withdraw(id, "Wrong picture").then().statusCode(500);

            assertThat(assets.record(id).state()).isEqualTo(Asset.State.PUBLISHED);
        } finally {
            Database.execute("alter table ingest.webhook_delivery drop constraint broken");
        }
        TestEndpoints.withdraw(id, "Wrong picture").then().statusCode(200);
        TestEndpoints.awaitReceived(receiver, 2);
    }

    @Test
    void anErasedAssetIsToldOfAndThenLeavesNoTrace() {
        hooks.subscribe(receiver, TestEndpoints.ALL);
        UUID id = hooks.publish();
        TestEndpoints.awaitReceived(receiver, 1);

        transactions.<Void>run(session ->
                repository
                        .lock(session, id)
                        .chain(found -> {
                            var rows = found.orElseThrow();
                            var before = (Published) rows.asset().state();
                            rows.asset().enter(before.erase(), Instant.now());
                            repository.changed(rows);
                            return waysOut.in(session).entered(rows, before);
                        }));
        TestEndpoints.awaitReceived(receiver, 2);

        JsonNode erased = TestEndpoints.json(receiver.received().get(1));
        assertThat(erased.path("type").asText()).isEqualTo("asset.erased");
        assertThat(erased.path("data").path("assetId").asText()).isEqualTo(id.toString());
        Awaitility.await()
                .until(() ->
                        TestEndpoints.traces("webhook_message", id)
                                        + TestEndpoints.traces("webhook_delivery", id)
                                == 0);
    }
}
