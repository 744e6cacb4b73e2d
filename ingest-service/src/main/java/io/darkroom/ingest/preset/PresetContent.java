package io.darkroom.ingest.preset;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a preset is to hold, as it is sent in. A null counts as absent.
 *
 * @param request any fields of an upload request but those that belong to one upload
 */
@Schema(name = "PresetContent", description = "What a preset is to hold.")
// An answer can be sent back.
@JsonIgnoreProperties({"name", "version", "createdAt", "createdBy", "reviewRules"})
public record PresetContent(
        @Schema(
                        description =
                                "Any fields of an upload request but externalId, externalIdUnique,"
                                        + " preset and presetVersion",
                        implementation = Object.class)
                JsonNode request) {
    public PresetContent {
        request = request == null ? JsonNodeFactory.instance.objectNode() : without(request);
    }

    /** Whether a stored version holds the same. */
    boolean isThatOf(Preset stored) {
        return request.equals(stored.request());
    }

    private static JsonNode without(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        node.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> copy.set(field.getKey(), without(field.getValue())));
        return copy;
    }
}
