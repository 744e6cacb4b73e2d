package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples, records and schemas say the same. */
class SamplesContractTest {

    static Stream<Samples.Sample> samples() {
        return Samples.data();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sampleObeysItsSchema(Samples.Sample sample) {
        assertThat(Samples.faults(sample.schema(), sample.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void recordKeepsAllOfTheSample(Samples.Sample sample) throws Exception {
        var record = Json.mapper().treeToValue(sample.json(), sample.record());

        JsonNode written = Json.mapper().readTree(Json.mapper().writeValueAsBytes(record));

        assertThat(written).isEqualTo(sample.json());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatARecordWritesObeysTheSchema(Samples.Sample sample) throws Exception {
        var record = Json.mapper().treeToValue(sample.json(), sample.record());

        JsonNode written = Json.mapper().readTree(Json.mapper().writeValueAsBytes(record));

        assertThat(Samples.faults(sample.schema(), written)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void newerWritersMayAddFields(Samples.Sample sample) throws Exception {
        JsonNode newer = sample.json().deepCopy();
        newer.findParents("kind").forEach(node -> ((ObjectNode) node).put("laterField", 1));
        ((ObjectNode) newer).putObject("laterObject").put("a", true);

        var record = Json.mapper().treeToValue(newer, sample.record());

        assertThat(record).isEqualTo(Json.mapper().treeToValue(sample.json(), sample.record()));
        assertThat(Samples.faults(sample.schema(), newer)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSchemaMissesEachRequiredField(Samples.Sample sample) {
        for (String field : Samples.required(sample.schema())) {
            ObjectNode without = sample.json().deepCopy();
            without.remove(field);

            assertThat(Samples.faults(sample.schema(), without))
                    .singleElement()
                    .asString()
                    .contains("'" + field + "'");
        }
    }

    @Test
    void everyEventHasASampleAndHeaders() {
        var files = Samples.files();
        for (EventType kind : EventType.values()) {
            assertThat(files).contains(kind.schema() + ".headers.json");
            assertThat(files)
                    .anyMatch(file ->
                            file.startsWith(kind.schema()) && !file.endsWith(".headers.json"));
        }
    }

    @Test
    void everyOutcomeAndEveryResultHasASample() {
        var outcomes =
                Samples.data()
                        .filter(sample -> sample.record() == StageFinished.class)
                        .map(sample -> Samples.read(sample.file(), StageFinished.class).outcome())
                        .toList();
        var results =
                outcomes.stream()
                        .filter(StageOutcome.Succeeded.class::isInstance)
                        .map(outcome -> ((StageOutcome.Succeeded) outcome).result().getClass())
                        .collect(Collectors.toSet());

        assertThat(outcomes)
                .extracting(Object::getClass)
                .contains(StageOutcome.class.getPermittedSubclasses());
        assertThat(results.toArray())
                .contains((Object[]) StageResult.class.getPermittedSubclasses());
    }

    @Test
    void everyEventKindIsInTheEnumAndNamesItselfAlike() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::data))
                .contains(Event.class.getPermittedSubclasses());
        for (EventType kind : EventType.values()) {
            Samples.data()
                    .filter(sample -> sample.record() == kind.data())
                    .map(sample -> Samples.read(sample.file(), kind.data()))
                    .forEach(record -> {
                        if (record instanceof Event event) {
                            assertThat(event.type()).isEqualTo(kind.type());
                        }
                    });
        }
        assertThat(UploadRequested.TYPE).isEqualTo(EventType.UPLOAD_REQUESTED.type());
        assertThat(StageControl.TYPE).isEqualTo(EventType.STAGE_CONTROL.type());
        assertThat(StageInstance.TYPE).isEqualTo(EventType.STAGE_INSTANCE.type());
    }
}
