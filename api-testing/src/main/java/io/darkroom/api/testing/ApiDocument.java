package io.darkroom.api.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.darkroom.contracts.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An OpenAPI 3.1 document, as {@code /q/openapi?format=json} gives it. */
public final class ApiDocument {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException where it is no JSON
     */
    public static ApiDocument read(String json) {
        try {
            return new ApiDocument(Json.mapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The document is no JSON", e);
        }
    }

    JsonNode root() {
        return root;
    }

    /** Every operation of every path, in the document's order. */
    public List<ApiOperation> operations() {
        var operations = new ArrayList<ApiOperation>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey())) {
                    operations.add(
                            new ApiOperation(
                                    this, member.getKey(), path.getKey(), member.getValue()));
                }
            }
        }
        return operations;
    }

    /** The node itself, or what its {@code $ref} points to; missing where that is nowhere. */
    JsonNode resolve(JsonNode node) {
        JsonNode ref = node.get("$ref");
        return ref == null ? node : root.at(ref.asText().substring(1));
    }

    /**
     * What is wrong with a value by a schema of this document.
     *
     * @return one sentence for each fault, none where it fits
     */
    List<String> faults(JsonNode value, JsonNode schema) {
        ObjectNode whole = Json.mapper().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", root.path("components"));
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(whole)
                    .validate(Json.mapper().writeValueAsString(value), InputFormat.JSON)
                    .stream()
                    .map(fault -> fault.getInstanceLocation() + " " + fault.getMessage())
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON node cannot be written as JSON", e);
        }
    }
}
