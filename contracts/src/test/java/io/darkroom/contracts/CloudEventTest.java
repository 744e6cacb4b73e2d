package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {
    private static final AssetWithdrawn WITHDRAWN =
            Samples.read("AssetWithdrawn.v1.json", AssetWithdrawn.class);

    private final CloudEvent<AssetWithdrawn> event =
            CloudEvent.of(
                    UUID.randomUUID(),
                    "/darkroom/ingest-service",
                    Instant.parse("2026-11-23T09:20:00Z"),
                    WITHDRAWN);

    @Test
    void comesBackAsItWent() {
        var read = CloudEvent.read(event.headers(), event.value(), AssetWithdrawn.class);

        assertThat(read).isEqualTo(event);
        assertThat(read.subject()).isEqualTo(WITHDRAWN.assetId().toString());
    }

    @ParameterizedTest
    @EnumSource
    void headersAreThoseOfTheSample(EventType kind) throws Exception {
        var sample = headers(kind);
        var file = Samples.data().filter(s -> s.schema().equals(kind.schema())).findFirst();
        byte[] value = Json.mapper().writeValueAsBytes(file.orElseThrow().json());

        var read = CloudEvent.read(sample, value, kind.data());

        assertThat(read.headers()).isEqualTo(sample);
        assertThat(sample.get("ce_dataschema")).isEqualTo(Schemas.id(kind.schema()));
    }

    /** Strictly, as consumers read: no number and no flag is made up. */
    @ParameterizedTest
    @EnumSource
    void everySampleCanBeRead(EventType kind) throws Exception {
        for (var sample : Samples.data().filter(s -> s.schema().equals(kind.schema())).toList()) {
            byte[] value = Json.mapper().writeValueAsBytes(sample.json());

            assertThat(CloudEvent.read(headers(kind), value, kind.data()).data()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_subject"})
    void aMissingHeaderIsNamed(String header) {
        var without = new HashMap<>(event.headers());
        without.remove(header);

        assertThatThrownBy(() -> CloudEvent.read(without, event.value(), AssetWithdrawn.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("Header " + header + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3, must be 1.0",
        "ce_time, yesterday, not an RFC 3339 time",
        "ce_type, io.darkroom.AssetEnriched.v1, must be io.darkroom.AssetWithdrawn.v1",
        "content-type, application/cloudevents+json, must be application/json",
    })
    void aMalformedHeaderIsNamedWithItsValue(String header, String value, String complaint) {
        var wrong = new HashMap<>(event.headers());
        wrong.put(header, value);

        assertThatThrownBy(() -> CloudEvent.read(wrong, event.value(), AssetWithdrawn.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContainingAll("Header " + header, complaint, "'" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON"})
    void otherSpellingsOfTheContentTypeAreRead(String contentType) {
        var headers = new HashMap<>(event.headers());
        headers.put("content-type", contentType);

        assertThat(CloudEvent.read(headers, event.value(), AssetWithdrawn.class)).isEqualTo(event);
    }

    @Test
    void dataSchemaAndContentTypeMayBeMissing() {
        var headers = new HashMap<>(event.headers());
        headers.remove("ce_dataschema");
        headers.remove("content-type");

        assertThat(CloudEvent.read(headers, event.value(), AssetWithdrawn.class)).isEqualTo(event);
    }

    @Test
    void aTombstoneIsSaidToBeOne() {
        assertThatThrownBy(() -> CloudEvent.read(event.headers(), null, AssetWithdrawn.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("tombstone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json           | The data is not JSON",
                "''                 | The data is not a AssetWithdrawn",
                "{} {}              | The data is not a AssetWithdrawn",
                "null               | The data is not a AssetWithdrawn but null",
                "[]                 | The data is not a AssetWithdrawn",
                "{}                 | The data is not a AssetWithdrawn",
                "{\"assetId\":\"x\"} | The data is not a AssetWithdrawn at /assetId",
            })
    void dataThatIsNoneIsRefused(String data, String complaint) {
        byte[] value = data.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> CloudEvent.read(event.headers(), value, AssetWithdrawn.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void anAbsentNumberIsNotMadeUp() {
        byte[] value =
                "{\"assetId\":\"%s\",\"tenant\":\"t\",\"withdrawnAt\":\"2026-11-23T09:20:00Z\"}"
                        .formatted(WITHDRAWN.assetId())
                        .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> CloudEvent.read(event.headers(), value, AssetWithdrawn.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("revision");
    }

    @ParameterizedTest
    @EnumSource
    void theReaderMissesWhatTheSchemaMisses(EventType kind) throws Exception {
        var sample = Samples.data().filter(s -> s.schema().equals(kind.schema())).findFirst();
        ObjectNode whole = sample.orElseThrow().json().deepCopy();
        for (String field : Samples.required(kind.schema())) {
            JsonNode removed = whole.remove(field);
            byte[] value = Json.mapper().writeValueAsBytes(whole);
            whole.set(field, removed);
            if (removed.isArray() && !field.equals("reasons")) {
                continue; // a reader takes an absent list for an empty one
            }
            if (removed.isObject() && field.equals("variants")) {
                continue; // and an absent map too
            }

            assertThatThrownBy(() -> CloudEvent.read(headers(kind), value, kind.data()))
                    .as(kind + " without " + field)
                    .isInstanceOf(MalformedEventException.class)
                    .hasMessageContaining(field);
        }
    }

    @Test
    void aForeignTypeCarriesNoSchemaOfOurs() {
        var foreign =
                new CloudEvent<>(
                        "1", "/elsewhere", "com.acme.Thing", Instant.EPOCH, "x", Map.of("a", 1));

        assertThat(foreign.headers()).doesNotContainKey("ce_dataschema");
    }

    private static Map<String, String> headers(EventType kind) {
        return Json.mapper()
                .convertValue(
                        Samples.sample(kind.schema() + ".headers.json").json(),
                        new TypeReference<Map<String, String>>() {});
    }
}
