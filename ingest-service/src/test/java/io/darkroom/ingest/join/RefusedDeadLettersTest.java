package io.darkroom.ingest.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.support.Assets;
import io.darkroom.ingest.support.Reports;
import io.darkroom.ingest.support.Wire;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Kafka takes no dead letter for a while, as where the topic's disk is full. */
@QuarkusTest
class RefusedDeadLettersTest {
    private static final String DEAD = Topics.deadLetters(Topics.STAGE_FINISHED, Inbox.JOIN);

    @Inject Assets assets;

    @Test
    void anUnreadableRecordWaitsAndTheConsumerGoesOn() throws Exception {
        UUID id = assets.upload("{\"stages\": [\"caption\"]}");
        byte[] unreadable = ("unreadable " + id).getBytes(StandardCharsets.UTF_8);
        refuse(true);
        try {
            Wire.send(Topics.STAGE_FINISHED, id.toString(), unreadable, Map.of());
            Wire.send(Reports.succeeded(id, Stage.CAPTION));
            // Longer than the first pauses: Kafka has refused it more than once.
            Awaitility.await()
                    .pollDelay(3, TimeUnit.SECONDS)
                    .untilAsserted(() ->
                            assertThat(assets.record(id).state()).isEqualTo(Asset.State.ENRICHING));
        } finally {
            refuse(false);
        }

        assets.await(id, Asset.State.PUBLISHED);
        assertThat(Wire.records(DEAD))
                .filteredOn(record -> id.toString().equals(record.key()))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isEqualTo(unreadable));
    }

    private static void refuse(boolean refuse) throws InterruptedException, ExecutionException {
        var how = refuse ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE;
        var most = new AlterConfigOp(new ConfigEntry("max.message.bytes", "1"), how);
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, DEAD);
        try (var admin = Admin.create(kafka())) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(most))).all().get();
        }
        // The broker goes by it only once it has heard of it.
        try (var producer =
                new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer())) {
            Awaitility.await().until(() -> takes(producer) != refuse);
        }
    }

    private static boolean takes(KafkaProducer<String, byte[]> producer)
            throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(DEAD, "is it refused", new byte[1])).get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(RecordTooLargeException.class);
            return false;
        }
    }

    private static Map<String, Object> kafka() {
        return Map.of(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    }
}
