package io.darkroom.ingest.deadletter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Database;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A record that came compressed, and is more than any topic takes of one that is not. */
@QuarkusTest
class LargeDeadLettersTest {
    private static final int SIZE = 3_000_000;

    @Inject Assets assets;

    @Test
    void anUnreadableRecordIsPutAsideWithoutItsContentsAndTheConsumerGoesOn() {
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");

        Wire.sendCompressed(Topics.STAGE_FINISHED, id.toString(), new byte[SIZE]);
        Wire.send(Reports.succeeded(id, Stage.CAPTION));

        assets.await(id, Asset.State.PUBLISHED);
        assertThat(Wire.records(Topics.STAGE_FINISHED_DEAD))
                .filteredOn(record -> id.toString().equals(record.key()))
                .singleElement()
                .satisfies(LargeDeadLettersTest::saysWhatIsLeftOut);
        showsNothingToReplay(id);
    }

    private static void saysWhatIsLeftOut(ConsumerRecord<String, byte[]> record) {
        assertThat(record.value()).isNull();
        assertThat(header(record, DeadLetter.LEFT_OUT))
                .isEqualTo(Integer.toString(SIZE + record.key().length()));
        assertThat(header(record, DeadLetter.TYPE)).endsWith(":event-malformed");
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return CloudEvent.text(record.headers().lastHeader(name).value());
    }

    private static void showsNothingToReplay(UUID asset) {
        String sql = "select id from ingest.dead_letter where asset_id = '" + asset + "'";
        Awaitility.await().until(() -> Database.text(sql).isPresent());
        String letter = Database.text(sql).orElseThrow();

        operator()
                .get("/v1/dead-letters/" + letter)
                .then()
                .statusCode(200)
                .body("payload", nullValue())
                .body("letter.error.detail", containsString("lies in " + Topics.STAGE_FINISHED));
        operator()
                .body("{\"id\": \"%s\"}".formatted(letter))
                .post("/v1/dead-letters/replays")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:darkroom:problem:dead-letter-empty"));
        long sendable =
                Database.number(
                        "select count(*) from ingest.dead_letter where state = 'OPEN' and consumer"
                                + " = 'join' and payload is not null");
        operator()
                .body("{\"consumer\": \"join\", \"dryRun\": true}")
                .post("/v1/dead-letters/replays")
                .then()
                .statusCode(200)
                .body("matching", equalTo(Math.toIntExact(sendable)));
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TestServers.API_KEY)
                .contentType("application/json");
    }
}
