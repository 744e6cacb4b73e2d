package io.darkroom.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records refuse what is wrong, naming the field, and read what is merely absent. */
class RecordsTest {

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                arguments("AssetUploaded.v1.json", "/plan", "{}", "plan must name"),
                arguments("AssetUploaded.v1.json", "/plan", "{\"caption\":0}", "plan.caption"),
                arguments("AssetUploaded.v1.json", "/plan", "{\"caption\":null}", "plan.caption"),
                arguments("AssetUploaded.v1.json", "/plan", "{\"colour\":1}", "colour"),
                arguments("AssetUploaded.v1.json", "/tenant", "\" \"", "tenant must not be blank"),
                arguments("AssetUploaded.v1.json", "/original/key", "null", "object.key"),
                arguments("AssetUploaded.v1.json", "/description/width", "0", "original.width"),
                arguments("AssetUploaded.v1.json", "/description/bytes", "-1", "original.bytes"),
                arguments("AssetEnriched.v1.json", "/captions/0", "null", "captions[0]"),
                arguments("AssetEnriched.v1.json", "/captions/0/alt", "\"\"", "caption.alt"),
                arguments(
                        "AssetEnriched.v1.json",
                        "/captions/0/alt",
                        "\"" + "x".repeat(251) + "\"",
                        "caption.alt"),
                arguments("AssetEnriched.v1.json", "/tags/1/confidence", "1.01", "tag.confidence"),
                arguments("AssetEnriched.v1.json", "/focalPoint/x", "-0.1", "focalPoint.x"),
                arguments("AssetEnriched.v1.json", "/crops/0/box/width", "0", "box.width"),
                arguments("AssetEnriched.v1.json", "/crops/0/score", "2", "crop.score"),
                arguments("AssetEnriched.v1.json", "/crops/0/keeps/0", "null", "crop.keeps[0]"),
                arguments("AssetEnriched.v1.json", "/stages/0/generation", "0", "generation"),
                arguments(
                        "AssetEnriched.v1.json", "/stages/0/cost/amount", "\"-1\"", "cost.amount"),
                arguments("AssetEnriched.v1.json", "/variants/0/height", "-3", "variant.height"),
                arguments("AssetEnriched.v1.json", "/review/ruleVersion", "\"\"", "ruleVersion"),
                arguments("AssetEnriched.v1.json", "/state", "\"GONE\"", "GONE"),
                arguments("AssetEnriched.v1.json", "/revision", "-1", "revision"),
                arguments("AssetEnriched.v1.json", "/warnings/0/code", "\"\"", "warning.code"),
                arguments("StageFinished.v1.caption.json", "/generation", "0", "generation"),
                arguments("StageFinished.v1.caption.json", "/stage", "\"outpaint\"", "of stage"),
                arguments("StageFinished.v1.caption.json", "/outcome/engine", "\"\"", "engine"),
                arguments("StageFinished.v1.caption.json", "/outcome/outcome", "\"HM\"", "HM"),
                arguments("StageFinished.v1.failed.json", "/outcome/error/type", "\"\"", "type"),
                arguments("StageFinished.v1.skipped.json", "/outcome/reason", "\"\"", "reason"),
                arguments("ReviewRequested.v1.json", "/reasons", "[]", "reasons"),
                arguments("ReviewDecided.v1.reject.json", "/verdict", "\"MAYBE\"", "MAYBE"),
                arguments("StageControl.v1.concurrency.json", "/concurrency", "0", "concurrency"),
                arguments("StageControl.v1.canary.json", "/canary/percent", "0", "canary.percent"),
                arguments("StageControl.v1.canary.json", "/canary/percent", "100.1", "percent"),
                arguments("StageControl.v1.canary.json", "/canary/name", "\"A b\"", "canary.name"),
                arguments("StageControl.v1.canary.json", "/canary/since", "null", "canary.since"),
                arguments("CanaryFinished.v1.json", "/canary", "\" \"", "canary must not be blank"),
                arguments("CanaryFinished.v1.json", "/finished", "null", "finished is missing"),
                arguments("StageInstance.v1.json", "/everyMs", "0", "everyMs"),
                arguments("StageInstance.v1.json", "/stages/0/failed", "-1", "load.failed"),
                arguments("UploadRequest.v1.json", "/tags/minConfidence", "4", "minConfidence"),
                arguments("UploadRequest.v1.json", "/stages/1", "null", "stages[1]"),
                arguments("UploadRequest.v1.json", "/moderation", "\"never\"", "never"),
                arguments(
                        "StageFinished.v1.caption-measured.json",
                        "/outcome/result/captions/0/confidence",
                        "1.2",
                        "caption.confidence"),
                arguments("Vocabulary.v1.json", "/name", "\"\"", "name must not be blank"),
                arguments("Vocabulary.v1.json", "/version", "0", "version"),
                arguments("Vocabulary.v1.json", "/concepts", "[]", "concepts must be"),
                arguments("Vocabulary.v1.json", "/concepts/2/id", "null", "concept.id"),
                arguments("Vocabulary.v1.json", "/concepts/2/prefLabel", "{}", "prefLabel"),
                arguments("Vocabulary.v1.json", "/concepts/2/prefLabel", "{\"e n\":\"x\"}", "e n"),
                arguments(
                        "Vocabulary.v1.json",
                        "/concepts/2/altLabel",
                        "{\"en\":[\" \"]}",
                        "concept.altLabel.en must not be blank"),
                arguments("UploadRequest.v1.json", "/outpaint/aspectRatio", "null", "aspectRatio"),
                arguments("UploadRequest.v1.json", "/outpaint/margins", "{\"top\":1}", "not both"),
                arguments(
                        "UploadRequest.v1.outpaint-margins.json",
                        "/outpaint/margins",
                        "{\"top\":0}",
                        "must add something"),
                arguments(
                        "UploadRequest.v1.outpaint-margins.json",
                        "/outpaint/margins/left",
                        "2.1",
                        "margins.left"),
                arguments(
                        "UploadRequest.v1.outpaint-margins.json",
                        "/outpaint/background/subject",
                        "[{\"x\":0,\"y\":0}]",
                        "3 to 500"),
                arguments("UploadRequest.v1.outpaint-margins.json", "/outpaint/seed", "-1", "seed"),
                arguments(
                        "UploadRequest.v1.outpaint-margins.json",
                        "/outpaint/instruction",
                        "\" \"",
                        "instruction"));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsRefusedByName(String file, String pointer, String value, String named)
            throws Exception {
        var sample = Samples.sample(file);
        JsonNode json = with(sample.json(), pointer, value);

        assertThatThrownBy(() -> Json.mapper().treeToValue(json, sample.record()))
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void theSchemaRefusesItToo(String file, String pointer, String value, String named)
            throws Exception {
        var sample = Samples.sample(file);
        assertThat(Samples.faults(sample.schema(), with(sample.json(), pointer, value)))
                .isNotEmpty();
    }

    @Test
    void exactlyOnePlaceToUploadFrom() {
        var object = new ObjectRef("b", "k");
        assertThatThrownBy(() -> new UploadRequested("t", null, null, null, null))
                .hasMessageContaining("exactly one of object and url");
        assertThatThrownBy(() -> new UploadRequested("t", object, URI.create("x:y"), null, null))
                .hasMessageContaining("exactly one of object and url");
    }

    @Test
    void absentListsAreEmpty() throws Exception {
        ObjectNode json = Samples.sample("AssetEnriched.v1.json").json().deepCopy();
        json.remove(List.of("captions", "tags", "crops", "variants", "stages", "warnings"));
        ((ObjectNode) json.get("outpaint")).remove(List.of("findings", "variants"));

        var asset = Json.mapper().treeToValue(json, AssetEnriched.class).asset();

        assertThat(asset.captions()).isEmpty();
        assertThat(asset.warnings()).isEmpty();
        assertThat(asset.outpaint()).returns(List.of(), Outpaint::findings);
    }

    @Test
    void listsOfARequestStayAbsent() throws Exception {
        var request = Json.mapper().readValue("{\"caption\":{}}", UploadRequest.class);

        assertThat(request.stages()).isNull();
        assertThat(request.crops()).isNull();
        assertThat(request.caption()).returns(null, UploadRequest.CaptionRequest::languages);
        assertThat(Json.mapper().writeValueAsString(request)).isEqualTo("{\"caption\":{}}");
        assertThat(Json.mapper().writeValueAsString(UploadRequest.EMPTY)).isEqualTo("{}");
    }

    @Test
    void listsAndMapsCannotBeChangedAndHoldNoNull() {
        var uploaded = Samples.read("AssetUploaded.v1.json", AssetUploaded.class);

        assertThatThrownBy(() -> uploaded.plan().put(Stage.CAPTION, 2))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> new StageResult.Tagged(Arrays.asList((Tag) null)))
                .hasMessage("result.tags[0] is missing");
    }

    @Test
    void planIsWrittenByStageIdInAnyOrder() throws Exception {
        var uploaded = Samples.read("AssetUploaded.v1.json", AssetUploaded.class);

        var json = Json.mapper().valueToTree(uploaded);
        var back =
                Json.mapper()
                        .treeToValue(
                                with(json, "/plan", "{\"outpaint\":2,\"auto-tag\":1}"),
                                AssetUploaded.class);

        assertThat(json.get("plan").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("caption", "auto-tag", "smart-crop", "outpaint");
        assertThat(back.plan()).isEqualTo(Map.of(Stage.AUTO_TAG, 1, Stage.OUTPAINT, 2));
    }

    @Test
    void aTinyCostIsWrittenInFull() throws Exception {
        var cost = new Cost("USD", new BigDecimal("4.2E-7"), null, null);

        var json = Json.mapper().writeValueAsString(cost);

        assertThat(json).isEqualTo("{\"currency\":\"USD\",\"amount\":\"0.00000042\"}");
        assertThat(Json.mapper().readValue(json, Cost.class)).isEqualTo(cost);
    }

    /** The sample with another value at a place. */
    private static JsonNode with(JsonNode json, String pointer, String value) throws Exception {
        JsonNode copy = json.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1);
        JsonNode replacement = Json.mapper().readTree(value);
        if (parent instanceof ObjectNode object) {
            object.set(last, replacement);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(last), replacement);
        }
        return copy;
    }
}
