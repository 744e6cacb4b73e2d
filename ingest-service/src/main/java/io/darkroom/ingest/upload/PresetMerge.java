package io.darkroom.ingest.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.contracts.Stage;
import java.util.Map;

/**
 * A request over its preset, field by field: {@code caption.languages} alone replaces only that; a
 * list is replaced whole; a null says nothing.
 *
 * <p>What the request says of stages goes first: a preset's settings of a stage that the request's
 * {@code stages} leaves out fall away, and a request's own settings of a stage add it to the
 * preset's {@code stages}.
 */
final class PresetMerge {
    private static final String STAGES = "stages";

    /** The fields that stand for a stage. */
    private static final Map<String, Stage> SETTINGS =
            Map.of(
                    "caption", Stage.CAPTION,
                    "crops", Stage.SMART_CROP,
                    "renditions", Stage.SMART_CROP,
                    "outpaint", Stage.OUTPAINT);

    private PresetMerge() {}

    static ObjectNode over(JsonNode preset, JsonNode request) {
        ObjectNode merged = ((ObjectNode) preset).deepCopy();
        SETTINGS.forEach((field, stage) -> reconcile(merged, request, field, stage));
        if (request.path("tags").hasNonNull("vocabulary")
                && merged.get("tags") instanceof ObjectNode tags) {
            tags.remove("vocabularyVersion");
        }
        replace(merged, request);
        return merged;
    }

    private static void reconcile(ObjectNode preset, JsonNode request, String field, Stage stage) {
        if (request.path(STAGES).isArray()) {
            if (!names(request.path(STAGES), stage)) {
                preset.remove(field);
            }
        } else if (request.hasNonNull(field)
                && preset.get(STAGES) instanceof ArrayNode stages
                && !names(stages, stage)) {
            stages.add(stage.id());
        }
    }

    private static boolean names(JsonNode stages, Stage stage) {
        return stages.valueStream().anyMatch(item -> stage.id().equals(item.textValue()));
    }

    private static void replace(ObjectNode target, JsonNode newer) {
        newer.properties()
                .forEach(field -> {
                    JsonNode value = field.getValue();
                    if (value.isNull()) {
                        return;
                    }
                    if (value.isObject()
                            && target.get(field.getKey()) instanceof ObjectNode inner) {
                        replace(inner, value);
                    } else {
                        target.set(field.getKey(), value);
                    }
                });
    }
}
