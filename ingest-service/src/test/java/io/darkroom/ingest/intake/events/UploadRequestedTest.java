package io.darkroom.ingest.intake.events;

import static io.darkroom.ingest.intake.Intake.json;
import static io.darkroom.ingest.intake.Intake.sendRequested;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.DeadLetter;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.intake.Intake;
import io.darkroom.ingest.intake.Served;
import io.darkroom.ingest.support.Drawn;
import io.darkroom.ingest.support.Wire;
import io.darkroom.local.embedded.quarkus.DarkroomServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(DarkroomServersResource.class)
class UploadRequestedTest {
    private static final byte[] PICTURE = Drawn.jpeg(320, 240);

    private final String id = UUID.randomUUID().toString();

    @Inject Intake intake;

    @Test
    void anEventThatComesAgainMakesOneAsset() throws IOException {
        try (var served = Served.picture(PICTURE)) {
            String url = served.url("/" + id + ".jpg");
            var event = Map.of("tenant", "default", "url", url, "fileName", "mine.jpg");
            for (int i = 0; i < 5; i++) {
                sendRequested(id, event);
            }
            assertThat(intake.awaitByReference(url).fileName()).isEqualTo("mine.jpg");
            awaitQuiet();

            assertThat(Intake.countByReference(url)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"url": "http://169.254.169.254/latest/meta-data/"}
                """,
                """
                {"url": "http://user:secret@example.org/a.jpg"}
                """,
                """
                {"url": "http://1.1.1.1/a.jpg", "request": {"crops": ["1:1", "x"], "colour": "red", "stages": ["sing"]}}
                """,
                """
                {"url": "http://1.1.1.1/a.jpg", "request": {"stages": ["outpaint"]}}
                """,
                """
                {"url": 7, "request": []}
                """
            })
    void theDeadLetterHoldsTheProblemThatHttpAnswers(String body) {
        JsonNode answered =
                Intake.read(json(body).post("/v1/assets/from-url").then().extract().asString());

        var data = (com.fasterxml.jackson.databind.node.ObjectNode) Intake.read(body);
        sendRequested(id, Map.of("data", 1)); // a record in front of it that is refused as well
        Wire.send(
                Topics.UPLOAD_REQUESTED,
                id,
                data.put("tenant", "default").toString().getBytes(StandardCharsets.UTF_8),
                headers(id + "-2"));

        var letter = awaitLetter(id + "-2");
        assertThat(Intake.read(header(letter, DeadLetter.PROBLEM))).isEqualTo(answered);
        assertThat(header(letter, DeadLetter.TYPE)).isEqualTo(answered.get("type").asText());
        assertThat(Intake.read(new String(letter.value(), StandardCharsets.UTF_8))).isEqualTo(data);
    }

    /** What is told of a record must not make its dead letter one that no topic takes. */
    @Test
    void aRequestInWhichEverythingIsWrongIsSetAside() {
        var wrong =
                IntStream.range(0, 30_000)
                        .boxed()
                        .collect(Collectors.toMap("f%d"::formatted, i -> i));
        var event = Map.of("tenant", "default", "url", "http://1.1.1.1/a.jpg", "request", wrong);

        sendRequested(id, event);

        var letter = awaitLetter(id);
        assertThat(Intake.read(header(letter, DeadLetter.PROBLEM)).path("errors")).hasSize(100);
        assertThat(letter.value()).hasSizeGreaterThan(300_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"darkroom-originals", "darkroom-variants", "elsewhere"})
    void objectsAreReadOnlyWhereTheTenantsAreTakenFrom(String bucket) {
        var ref = intake.put(bucket, "in/" + id + ".jpg", PICTURE);

        sendRequested(id, Map.of("tenant", "default", "object", ref));

        assertThat(header(awaitLetter(id), DeadLetter.TYPE)).endsWith(":object-refused");
    }

    @Test
    void objectsOfAnotherTenantAreNotRead() {
        var ref = intake.put("handed", id + ".jpg", PICTURE);

        sendRequested(id, Map.of("tenant", "lists", "object", ref));

        assertThat(header(awaitLetter(id), DeadLetter.TYPE)).endsWith(":object-refused");
        assertThat(Intake.countByReference("s3://handed/" + id + ".jpg")).isZero();
    }

    @Test
    void anObjectThatIsNotThereIsSetAside() {
        intake.put("handed", "other", PICTURE);

        sendRequested(
                id,
                Map.of(
                        "tenant",
                        "default",
                        "object",
                        Map.of("bucket", "handed", "key", id + ".jpg")));

        assertThat(header(awaitLetter(id), DeadLetter.TYPE)).endsWith(":object-missing");
    }

    @Test
    void whatIsNoPictureIsSetAsideAndLeavesNothing() {
        var ref = intake.put("handed", id, Drawn.truncatedJpeg());

        sendRequested(id, Map.of("tenant", "default", "object", ref));

        assertThat(header(awaitLetter(id), DeadLetter.TYPE)).endsWith(":image-truncated");
        assertThat(Intake.countByReference("s3://handed/" + id)).isZero();
    }

    @Test
    void whatIsNoEventIsSetAside() {
        var headers = new java.util.HashMap<>(headers(id));
        headers.put("ce_type", "io.darkroom.SomethingElse.v1");
        Wire.send(Topics.UPLOAD_REQUESTED, id, new byte[] {'{', '}'}, headers);

        assertThat(header(awaitLetter(id), DeadLetter.TYPE)).endsWith(":event-malformed");
    }

    /** The one that is refused is handled last on its partition, as all have the same key. */
    private void awaitQuiet() {
        sendRequested(id + "-last", Map.of("tenant", "default"));
        awaitLetter(id + "-last");
    }

    private static ConsumerRecord<String, byte[]> awaitLetter(String eventId) {
        return Awaitility.await()
                .until(
                        () ->
                                Wire.records(Topics.UPLOAD_REQUESTED_DEAD).stream()
                                        .filter(letter -> eventId.equals(header(letter, "ce_id")))
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "" : CloudEvent.text(header.value());
    }

    private static Map<String, String> headers(String eventId) {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", eventId,
                "ce_source", "/test",
                "ce_subject", "sku-1",
                "ce_type", "io.darkroom.UploadRequested.v1",
                "ce_time", "2026-11-25T10:00:00Z",
                "content-type", "application/json");
    }
}
