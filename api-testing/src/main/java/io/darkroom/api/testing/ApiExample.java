package io.darkroom.api.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Json;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request that the document gives as an operation's example. */
final class ApiExample {
    private final ApiOperation operation;
    private final Map<String, String> values;
    private final byte[] picture;

    /**
     * Makes the request.
     *
     * @param values as {@link ApiWorld#prepare} gives them
     */
    ApiExample(ApiOperation operation, Map<String, String> values, byte[] picture) {
        this.operation = operation;
        this.values = values;
        this.picture = picture;
    }

    /** Sends it; without a key where that is null. Redirects are not followed. */
    Response send(@Nullable String key) {
        var redirects = RedirectConfig.redirectConfig().followRedirects(false);
        RequestSpecification request =
                given().config(RestAssuredConfig.config().redirect(redirects));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        operation.parameters().forEach(parameter -> add(request, parameter));
        operation.body().ifPresent(body -> add(request, body.getKey(), body.getValue()));
        return request.request(operation.method(), operation.path());
    }

    private void add(RequestSpecification request, JsonNode parameter) {
        String name = parameter.path("name").asText();
        Optional<String> value =
                Optional.ofNullable(values.get(name))
                        .or(() -> ApiOperation.example(parameter).map(JsonNode::asText))
                        .filter(text -> !text.isEmpty());
        value.ifPresent(text -> {
            switch (parameter.path("in").asText()) {
                case "path" -> request.pathParam(name, text);
                case "query" -> request.queryParam(name, text);
                case "header" -> request.header(name, text);
                default -> throw new IllegalArgumentException(operation + ": parameter " + name);
            }
        });
    }

    private void add(RequestSpecification request, String mediaType, JsonNode described) {
        Optional<JsonNode> example = ApiOperation.example(described);
        if (example.isEmpty()) {
            return;
        }
        JsonNode body = changed(example.get());
        if (mediaType.equals("multipart/form-data")) {
            addParts(request, operation.document().resolve(described.path("schema")), body);
        } else {
            request.contentType(mediaType).body(json(body));
        }
    }

    private void addParts(RequestSpecification request, JsonNode schema, JsonNode parts) {
        for (Map.Entry<String, JsonNode> part : parts.properties()) {
            JsonNode described =
                    operation.document().resolve(schema.path("properties").path(part.getKey()));
            if (described.path("format").asText().equals("binary")) {
                request.multiPart(part.getKey(), part.getValue().asText(), picture);
            } else {
                request.multiPart(part.getKey(), json(part.getValue()));
            }
        }
    }

    private JsonNode changed(JsonNode example) {
        JsonNode body = example.deepCopy();
        values.forEach((name, value) -> {
            if (name.startsWith("/")) {
                var pointer = JsonPointer.compile(name);
                var parent = (ObjectNode) body.at(pointer.head());
                parent.set(pointer.last().getMatchingProperty(), read(value));
            }
        });
        return body;
    }

    private static JsonNode read(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON value: " + json, e);
        }
    }

    private static String json(JsonNode node) {
        try {
            return Json.mapper().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON node cannot be written as JSON", e);
        }
    }
}
