package io.darkroom.ingest.upload;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.service.problem.ProblemType;

/**
 * JSON may escape what no database and no UTF-8 text can hold: the character U+0000, and halves of
 * surrogate pairs. Better refused, with its place, than lost.
 */
public final class StorableText {
    private StorableText() {}

    /**
     * @param pointer where the JSON stands in the body
     */
    public static void check(JsonNode node, String pointer, RequestErrors errors) {
        if (node.isTextual() && !storable(node.textValue())) {
            refuse(pointer, errors);
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            check(node.get(i), pointer + "/" + i, errors);
        }
        node.properties()
                .forEach(field -> {
                    if (storable(field.getKey())) {
                        String name = field.getKey().replace("~", "~0").replace("/", "~1");
                        check(field.getValue(), pointer + "/" + name, errors);
                    } else {
                        refuse(pointer, errors);
                    }
                });
    }

    private static void refuse(String pointer, RequestErrors errors) {
        errors.add(
                ProblemType.FIELD_INVALID,
                pointer,
                "holds a character that cannot be stored (U+0000 or half a surrogate pair)");
    }

    private static boolean storable(String text) {
        return text.codePoints()
                .noneMatch(point ->
                        point == 0
                                || (point >= Character.MIN_SURROGATE
                                        && point <= Character.MAX_SURROGATE));
    }
}
