package io.darkroom.ingest.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.darkroom.contracts.Json;
import java.util.Map;

/** A record's headers as their column holds them. */
final class LetterHeaders {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private LetterHeaders() {}

    static Map<String, String> read(String json) {
        try {
            return Json.mapper().readValue(json, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers of a dead letter cannot be read", e);
        }
    }

    static String json(Map<String, String> headers) {
        try {
            return Json.mapper().writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers cannot be written as JSON", e);
        }
    }
}
