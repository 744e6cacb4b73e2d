package io.darkroom.ingest.upload;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.service.problem.ProblemType;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * JSON may escape what no database and no UTF-8 text can hold: the character U+0000, and halves of
 * surrogate pairs. Better refused, with its place, than lost.
 */
public final class StorableText {
    private final RequestErrors errors;

    private StorableText(RequestErrors errors) {
        this.errors = errors;
    }

    /**
     * @param pointer where the JSON stands in the body
     */
    public static void check(JsonNode node, String pointer, RequestErrors errors) {
        new StorableText(errors).check(node, new Place(null, pointer));
    }

    /**
     * Where a value stands. Written out only where it is refused: names may be long, and a pointer
     * for each of the many values under one would be longer than the body by far.
     */
    private record Place(@Nullable Place around, String step) {
        Place field(String name) {
            return new Place(this, name.replace("~", "~0").replace("/", "~1"));
        }

        Place item(int index) {
            return new Place(this, Integer.toString(index));
        }

        String pointer() {
            var steps = new ArrayDeque<String>();
            for (Place place = this; place != null; place = place.around) {
                steps.addFirst(place.step);
            }
            return String.join("/", steps);
        }
    }

    private void check(JsonNode node, Place place) {
        if (errors.isFull()) {
            return;
        }
        if (node.isTextual() && !storable(node.textValue())) {
            refuse(place);
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            check(node.get(i), place.item(i));
        }
        node.properties()
                .forEach(field -> {
                    if (storable(field.getKey())) {
                        check(field.getValue(), place.field(field.getKey()));
                    } else {
                        refuse(place);
                    }
                });
    }

    private void refuse(Place place) {
        errors.add(
                ProblemType.FIELD_INVALID,
                place.pointer(),
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
