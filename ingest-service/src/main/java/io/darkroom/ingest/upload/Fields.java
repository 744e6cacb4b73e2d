package io.darkroom.ingest.upload;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read one by one; what is wrong goes to the errors, with its place
 * (RFC 6901), and counts as absent. A null counts as absent too.
 */
public final class Fields {
    private final JsonNode object;
    private final String pointer;
    private final RequestErrors errors;
    private final Set<String> known = new HashSet<>();

    public Fields(JsonNode object, String pointer, RequestErrors errors) {
        this.object = object;
        this.pointer = pointer;
        this.errors = errors;
    }

    /** The place of a field. */
    public String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    public void wrong(ProblemType type, String name, String detail) {
        errors.add(type, at(name), detail);
    }

    public void wrongAt(ProblemType type, String place, String detail) {
        errors.add(type, place, detail);
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public @Nullable String text(String name, int maxLength) {
        return typed(name, JsonNode::isTextual, "a text")
                .map(JsonNode::textValue)
                .filter(text -> fits(name, text, maxLength))
                .orElse(null);
    }

    private boolean fits(String name, String text, int maxLength) {
        if (text.isBlank()) {
            wrong(ProblemType.FIELD_INVALID, name, "must not be blank; leave the field out");
            return false;
        }
        if (text.length() > maxLength) {
            wrong(
                    ProblemType.FIELD_INVALID,
                    name,
                    "has %d characters; at most %d are taken".formatted(text.length(), maxLength));
            return false;
        }
        return true;
    }

    public @Nullable Boolean flag(String name) {
        return typed(name, JsonNode::isBoolean, "true or false")
                .map(JsonNode::booleanValue)
                .orElse(null);
    }

    public @Nullable Double number(String name, double min, double max, ProblemType otherwise) {
        return typed(name, JsonNode::isNumber, "a number", otherwise)
                .map(JsonNode::doubleValue)
                .filter(value -> {
                    boolean within = value >= min && value <= max;
                    if (!within) {
                        wrong(
                                otherwise,
                                name,
                                "must lie between %s and %s, is %s".formatted(min, max, value));
                    }
                    return within;
                })
                .orElse(null);
    }

    public @Nullable Integer count(String name, int min, int max) {
        return typed(name, JsonNode::isIntegralNumber, "a whole number")
                .map(JsonNode::longValue)
                .filter(value -> {
                    boolean within = value >= min && value <= max;
                    if (!within) {
                        wrong(
                                ProblemType.FIELD_INVALID,
                                name,
                                "must lie between %d and %d, is %d".formatted(min, max, value));
                    }
                    return within;
                })
                .map(Long::intValue)
                .orElse(null);
    }

    /** The whole numbers in this field, each within bounds; repeats are dropped. */
    @Nullable List<Integer> counts(String name, int most, int min, int max) {
        JsonNode array = typed(name, JsonNode::isArray, "a list").orElse(null);
        if (array == null) {
            return null;
        }
        if (array.isEmpty() || array.size() > most) {
            wrong(
                    ProblemType.FIELD_INVALID,
                    name,
                    "must have 1 to %d items, has %d".formatted(most, array.size()));
            return null;
        }
        var items = new ArrayList<Integer>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            if (item.canConvertToInt()
                    && item.isIntegralNumber()
                    && item.intValue() >= min
                    && item.intValue() <= max) {
                items.add(item.intValue());
            } else {
                wrongAt(
                        ProblemType.FIELD_INVALID,
                        at(name) + "/" + i,
                        "must be a whole number between %d and %d".formatted(min, max));
            }
        }
        return items.size() < array.size() ? null : items.stream().distinct().toList();
    }

    /** A whole number from 0. */
    @Nullable Long count(String name, long max) {
        return typed(name, JsonNode::isIntegralNumber, "a whole number")
                .filter(node -> {
                    boolean within =
                            node.canConvertToLong()
                                    && node.longValue() >= 0
                                    && node.longValue() <= max;
                    if (!within) {
                        wrong(
                                ProblemType.FIELD_INVALID,
                                name,
                                "must lie between 0 and %d, is %s".formatted(max, node));
                    }
                    return within;
                })
                .map(JsonNode::longValue)
                .orElse(null);
    }

    /** One of an enum's values by its name in lower case. */
    <E extends Enum<E>> @Nullable E choice(String name, E[] values, Function<E, String> json) {
        String given = text(name, Integer.MAX_VALUE);
        if (given == null) {
            return null;
        }
        var names = new ArrayList<String>();
        for (E value : values) {
            if (json.apply(value).equals(given)) {
                return value;
            }
            names.add(json.apply(value));
        }
        wrong(
                ProblemType.FIELD_INVALID,
                name,
                "'%s' is not one of %s".formatted(given, String.join(", ", names)));
        return null;
    }

    /** The object in this field. */
    public @Nullable Fields object(String name) {
        return object(name, ProblemType.FIELD_INVALID);
    }

    public @Nullable Fields object(String name, ProblemType otherwise) {
        return typed(name, JsonNode::isObject, "an object", otherwise)
                .map(node -> new Fields(node, at(name), errors))
                .orElse(null);
    }

    /**
     * The texts in this field, each read by a function that is given the text and its place and
     * reports what is wrong with it itself; repeats are dropped.
     */
    <T> @Nullable List<T> list(
            String name,
            int max,
            ProblemType otherwise,
            BiFunction<String, String, Optional<T>> read) {
        JsonNode array = typed(name, JsonNode::isArray, "a list").orElse(null);
        if (array == null) {
            return null;
        }
        if (array.isEmpty() || array.size() > max) {
            wrong(otherwise, name, "must have 1 to %d items, has %d".formatted(max, array.size()));
            return null;
        }
        var items = new ArrayList<T>();
        for (int i = 0; i < array.size(); i++) {
            String place = at(name) + "/" + i;
            if (array.get(i).isTextual()) {
                read.apply(array.get(i).textValue(), place).ifPresent(items::add);
            } else {
                errors.add(otherwise, place, "must be a text");
            }
        }
        // A list with a wrong item counts as absent, so that nothing is concluded from the rest.
        return items.size() < array.size() ? null : items.stream().distinct().toList();
    }

    public JsonNode node(String name) {
        known.add(name);
        return object.path(name);
    }

    /** Reports every field that nobody asked for. The last call. */
    public void refuseOthers() {
        object.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        wrong(ProblemType.UNKNOWN_FIELD, name, "is not a field that is known here");
                    }
                });
    }

    private Optional<JsonNode> typed(String name, Predicate<JsonNode> type, String expected) {
        return typed(name, type, expected, ProblemType.FIELD_INVALID);
    }

    private Optional<JsonNode> typed(
            String name, Predicate<JsonNode> type, String expected, ProblemType otherwise) {
        JsonNode node = node(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!type.test(node)) {
            wrong(otherwise, name, "must be " + expected);
            return Optional.empty();
        }
        return Optional.of(node);
    }
}
