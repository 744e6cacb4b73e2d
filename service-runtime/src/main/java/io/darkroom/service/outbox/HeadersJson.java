package io.darkroom.service.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.darkroom.contracts.Json;
import java.util.Map;

/** A record's headers as they lie in the table: one JSON object. */
final class HeadersJson {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private HeadersJson() {}

    static String write(Map<String, String> headers) {
        try {
            return Json.mapper().writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The headers cannot be written as JSON", e);
        }
    }

    static Map<String, String> read(String json) {
        try {
            return Json.mapper().readValue(json, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An outbox row's headers are no JSON object", e);
        }
    }
}
