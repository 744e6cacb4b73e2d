package io.darkroom.ingest.retelling;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.contracts.AccessKey;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.StageControl;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.EmbeddedKafka;
import io.darkroom.local.embedded.TestServers;
import io.darkroom.service.sql.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys and pauses, of which other services know from Kafka only. RestoreFaultIT has the whole: here
 * what is told goes to the Kafka that the relay knows, as if it had just been exchanged.
 */
@QuarkusTest
class RetellingTest {
    private static final String STAGE = "outpaint";

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> connection;

    @Inject @Any Instance<Told> all;
    @Inject Transactions transactions;

    @TempDir Path data;

    private String key = "";

    @BeforeEach
    void say() {
        key =
                operator()
                        .body("{\"name\": \"desk\", \"roles\": [\"reviewer\"]}")
                        .post("/v1/api-keys")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        operator()
                .body("{\"reason\": \"the disk is being exchanged\"}")
                .put("/v1/stages/" + STAGE + "/pause")
                .then()
                .statusCode(200);
        await().until(() -> keys().size() == 1 && pauses().getLast().paused());
    }

    @AfterEach
    void goOn() {
        operator().delete("/v1/stages/" + STAGE + "/pause").then().statusCode(200);
        operator().delete("/v1/api-keys/" + key).then().statusCode(204);
    }

    @Test
    void aNewKafkaIsToldOfKeysAndPausesAgain() throws Exception {
        int pauses = pauses().size();
        try (var kafka = EmbeddedKafka.start(data, 0)) {
            Map<String, Object> replaced = Map.of("bootstrap.servers", kafka.bootstrapServers());
            make(replaced, Topics.ACCESS_KEYS, Topics.STAGE_CONTROL);
            var retelling = new Retelling(replaced, all, transactions);

            retelling.start(new StartupEvent());

            await().atMost(Duration.ofSeconds(30)).until(() -> keys().size() == 2);
            await().until(() -> pauses().size() == pauses + 1);
            retelling.stop(new ShutdownEvent());
        }
        assertThat(keys().getLast()).isEqualTo(keys().getFirst());
        assertThat(pauses().getLast())
                .returns(true, StageControl::paused)
                .returns("the disk is being exchanged", StageControl::reason);
    }

    @Test
    void aKafkaThatKnowsThemIsToldNothing() throws Exception {
        int pauses = pauses().size();

        try (var admin = Admin.create(connection)) {
            new Retelling(connection, all, transactions).tellWhatIsLost(admin);
        }

        // What would have been told stands before this in the outbox.
        operator().put("/v1/stages/" + STAGE + "/pause").then().statusCode(200);
        await().until(() -> pauses().size() == pauses + 1);
        assertThat(keys()).hasSize(1);
    }

    private static void make(Map<String, Object> connection, String... topics) throws Exception {
        try (var admin = Admin.create(connection)) {
            admin.createTopics(
                            Stream.of(topics)
                                    .map(topic -> new NewTopic(topic, 1, (short) 1))
                                    .toList())
                    .all()
                    .get();
        }
    }

    /** What was told of the key, in order. */
    private List<AccessKey> keys() {
        return told(Topics.ACCESS_KEYS, key, AccessKey.class);
    }

    private static List<StageControl> pauses() {
        return told(Topics.STAGE_CONTROL, STAGE, StageControl.class);
    }

    private static <T> List<T> told(String topic, String key, Class<T> type) {
        return Wire.records(topic).stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> {
                    try {
                        return Json.mapper().readValue(record.value(), type);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TestServers.API_KEY)
                .contentType("application/json");
    }
}
