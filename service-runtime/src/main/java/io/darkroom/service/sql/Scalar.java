package io.darkroom.service.sql;

import jakarta.persistence.Tuple;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of a native query of one column, which is to be asked for as a {@link Tuple}. Asked
 * for as its own class, Hibernate 7.2 keeps a plan anew each time (the key of its cache holds an
 * {@code ImplicitResultClassBuilder}, which equals nothing but itself), and looks through all that
 * it kept at the next: some milliseconds, once there are 2,000.
 */
public final class Scalar {
    private Scalar() {}

    /** The value of a row, null where there is none. */
    public static <T> Function<@Nullable Tuple, @Nullable T> of(Class<T> type) {
        return row -> row == null ? null : row.get(0, type);
    }

    /** The values of rows, in their order. */
    public static <T> Function<List<Tuple>, List<T>> all(Class<T> type) {
        return rows -> rows.stream().map(row -> row.get(0, type)).toList();
    }
}
