package io.darkroom.captioning.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import io.darkroom.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The form of an answer, a JSON Schema under {@code answers/}: as providers are told it, and as
 * every answer is held against it, whatever the provider promised.
 */
public final class AnswerSchema {
    /** What models write where JSON was asked for, and what can be read all the same. */
    private static final JsonMapper LENIENT =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .build();

    private final String name;
    private final JsonNode node;
    private final Schema schema;

    private AnswerSchema(String name, JsonNode node) {
        this.name = name;
        this.node = node;
        this.schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(node);
    }

    /** The schema with this name, such as {@code captions}. */
    public static AnswerSchema load(String name) {
        String resource = "/answers/" + name + ".json";
        try (var in = AnswerSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no " + resource);
            }
            return new AnswerSchema(name, Json.mapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    String name() {
        return name;
    }

    /** As text, for a prompt. */
    String text() {
        return node.toString();
    }

    /** As providers are told it: every property required and no other allowed. */
    JsonObjectSchema forProvider() {
        return (JsonObjectSchema) element(node);
    }

    /**
     * The answer in a text, freed of what models put around JSON.
     *
     * @return absent where there is no JSON in it, or not of this form
     */
    Optional<JsonNode> read(String text) {
        int begin = text.indexOf('{');
        int end = text.lastIndexOf('}');
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        try {
            JsonNode answer = LENIENT.readTree(text.substring(begin, end + 1));
            return schema.validate(answer).isEmpty() ? Optional.of(answer) : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static JsonSchemaElement element(JsonNode node) {
        String description = node.path("description").textValue();
        return switch (node.path("type").asText()) {
            case "object" -> {
                var object = JsonObjectSchema.builder().description(description);
                node.path("properties")
                        .propertyStream()
                        .forEach(property ->
                                object.addProperty(
                                        property.getKey(), element(property.getValue())));
                yield object.required(
                                node.path("properties")
                                        .propertyStream()
                                        .map(it -> it.getKey())
                                        .toList())
                        .additionalProperties(false)
                        .build();
            }
            case "array" ->
                    JsonArraySchema.builder()
                            .description(description)
                            .items(element(node.path("items")))
                            .build();
            case "boolean" -> JsonBooleanSchema.builder().description(description).build();
            case "number" -> JsonNumberSchema.builder().description(description).build();
            case "string" -> JsonStringSchema.builder().description(description).build();
            default -> throw new IllegalArgumentException("No type for providers: " + node);
        };
    }
}
