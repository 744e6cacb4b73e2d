package io.darkroom.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the compact constructors: each names the field that is wrong. A list or map that is
 * absent from JSON is read as an empty one, unless its absence has a meaning of its own.
 */
final class Require {
    private Require() {}

    static String text(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
        return value;
    }

    static <T> T present(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    static @Nullable String perceptualHashOrAbsent(@Nullable String value, String field) {
        if (value != null && !value.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException(
                    field + " must have 16 lower-case hexadecimal digits, was " + value);
        }
        return value;
    }

    static double fraction(double value, String field) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " must be between 0 and 1, was " + value);
        }
        return value;
    }

    /** A copy that cannot be changed; absent is empty, and no element may be null. */
    static <T> List<T> list(@Nullable List<T> values, String field) {
        if (values == null) {
            return List.of();
        }
        for (int i = 0; i < values.size(); i++) {
            present(values.get(i), field + "[" + i + "]");
        }
        return List.copyOf(values);
    }

    /** As {@link #list}, where absent means something else than empty. */
    static <T> @Nullable List<T> listOrAbsent(@Nullable List<T> values, String field) {
        return values == null ? null : list(values, field);
    }

    /** A copy in the same order that cannot be changed; absent is empty, and nothing in it null. */
    static <K, V> Map<K, V> map(@Nullable Map<K, V> values, String field) {
        if (values == null) {
            return Map.of();
        }
        for (var entry : values.entrySet()) {
            present(entry.getKey(), field + "'s key");
            present(entry.getValue(), field + "." + entry.getKey());
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static long notNegative(long value, String field) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " must not be negative, was " + value);
        }
        return value;
    }

    static int positive(int value, String field) {
        if (value <= 0) {
            throw new IllegalArgumentException(field + " must be positive, was " + value);
        }
        return value;
    }
}
