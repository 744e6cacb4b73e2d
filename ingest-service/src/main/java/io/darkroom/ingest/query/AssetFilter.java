package io.darkroom.ingest.query;

import io.darkroom.contracts.Asset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which assets a list shows; what is absent does not narrow it.
 *
 * @param tag a tag's label, whatever its case
 * @param words each of which must stand in a caption or a tag
 * @param createdAfter when they came in, this time included
 * @param createdBefore this time excluded
 */
record AssetFilter(
        String tenant,
        Asset.@Nullable State state,
        @Nullable String tag,
        @Nullable String words,
        @Nullable String externalId,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable Cursor after) {

    /** A part of a WHERE clause with its parameters, in the order of their places. */
    record Condition(String sql, List<Object> values) {
        Condition(String sql, Object... values) {
            this(sql, List.of(values));
        }
    }

    /** The conditions, for the table {@code asset}; every value is a parameter. */
    List<Condition> conditions() {
        var conditions = new ArrayList<Condition>();
        conditions.add(new Condition("tenant = ?", tenant));
        if (state != null) {
            conditions.add(new Condition("state = ?", state.name()));
        }
        if (tag != null) {
            conditions.add(
                    new Condition(
                            "labels @> ARRAY[cast(? AS text)]", tag.toLowerCase(Locale.ROOT)));
        }
        if (words != null) {
            conditions.add(new Condition("search @@ plainto_tsquery('simple', ?)", words));
        }
        if (externalId != null) {
            conditions.add(new Condition("external_id = ?", externalId));
        }
        if (createdAfter != null) {
            conditions.add(new Condition("created_at >= ?", createdAfter));
        }
        if (createdBefore != null) {
            conditions.add(new Condition("created_at < ?", createdBefore));
        }
        if (after != null) {
            conditions.add(
                    new Condition("(created_at, id) < (?, ?)", after.createdAt(), after.id()));
        }
        return conditions;
    }
}
