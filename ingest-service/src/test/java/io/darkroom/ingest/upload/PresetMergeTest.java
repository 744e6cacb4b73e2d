package io.darkroom.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetMergeTest {
    @ParameterizedTest(name = "{0} under {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // One field replaces one field, however deep.
                "{'caption': {'languages': ['en'], 'purpose': 'shop'}}"
                        + "| {'caption': {'languages': ['de']}}"
                        + "| {'caption': {'languages': ['de'], 'purpose': 'shop'}}",
                "{'metadata': {'a': {'b': 1, 'c': 2}}} | {'metadata': {'a': {'c': 3}}}"
                        + "| {'metadata': {'a': {'b': 1, 'c': 3}}}",
                // A list is one value; a null is none.
                "{'crops': ['1:1', '4:5']} | {'crops': ['16:9']} | {'crops': ['16:9']}",
                "{'crops': ['1:1']} | {'crops': null} | {'crops': ['1:1']}",
                // What the request says of stages goes first.
                "{'crops': ['1:1'], 'caption': {'purpose': 'x'}} | {'stages': ['caption']}"
                        + "| {'stages': ['caption'], 'caption': {'purpose': 'x'}}",
                "{'stages': ['caption']} | {'crops': ['1:1']}"
                        + "| {'stages': ['caption', 'smart-crop'], 'crops': ['1:1']}",
                // Another vocabulary has versions of its own.
                "{'tags': {'vocabulary': 'a', 'vocabularyVersion': 2, 'max': 5}}"
                        + "| {'tags': {'vocabulary': 'b'}}"
                        + "| {'tags': {'vocabulary': 'b', 'max': 5}}",
            })
    void theRequestGoesOverThePreset(String preset, String request, String merged) {
        assertThat(PresetMerge.over(json(preset), json(request))).isEqualTo(json(merged));
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
