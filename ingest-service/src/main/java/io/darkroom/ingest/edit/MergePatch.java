package io.darkroom.ingest.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396, section 2) of objects. */
final class MergePatch {
    private MergePatch() {}

    static void apply(ObjectNode target, JsonNode patch) {
        patch.properties()
                .forEach(field -> {
                    String name = field.getKey();
                    JsonNode value = field.getValue();
                    if (value.isNull()) {
                        target.remove(name);
                    } else if (value.isObject()) {
                        apply(
                                target.get(name) instanceof ObjectNode inner
                                        ? inner
                                        : target.putObject(name),
                                value);
                    } else {
                        target.set(name, value);
                    }
                });
    }
}
