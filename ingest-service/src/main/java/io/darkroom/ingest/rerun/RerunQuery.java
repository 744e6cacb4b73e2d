package io.darkroom.ingest.rerun;

import io.darkroom.contracts.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The rows that a filter means, as SQL; every value is a parameter. */
final class RerunQuery {
    /** What the stage found, in its latest run that found something. */
    static final String RESULT =
            "(CASE WHEN s.status = 'SUCCEEDED' THEN s.outcome ELSE s.previous END)";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    RerunQuery(String tenant, Stage stage, RerunFilter filter) {
        where("a.tenant = :tenant", "tenant", tenant);
        where("s.stage = :stage", "stage", stage.name());
        conditions.add("s.status <> 'PENDING'");
        if (filter.assetIds() != null) {
            // One parameter, however many ids.
            where(
                    "a.id = ANY(cast(string_to_array(:ids, ',') AS uuid[]))",
                    "ids",
                    String.join(",", filter.assetIds().stream().map(Object::toString).toList()));
        }
        where("a.state = :state", "state", filter.state() == null ? null : filter.state().name());
        where(
                "s.status = :status",
                "status",
                filter.status() == null ? null : filter.status().name());
        where(
                "a.labels @> ARRAY[cast(:tag AS text)]",
                "tag",
                filter.tag() == null ? null : filter.tag().toLowerCase(Locale.ROOT));
        where("a.request->>'preset' = :preset", "preset", filter.preset());
        where(RESULT + "->>'engine' = :engine", "engine", filter.engine());
        where(RESULT + "->>'model' = :model", "model", filter.model());
        prompt(filter.promptVersion());
        where("s.ended_at >= :endedAfter", "endedAfter", filter.endedAfter());
        where("s.ended_at < :endedBefore", "endedBefore", filter.endedBefore());
        where("a.created_at >= :createdAfter", "createdAfter", filter.createdAfter());
        where("a.created_at < :createdBefore", "createdBefore", filter.createdBefore());
        if (Boolean.TRUE.equals(filter.unedited())) {
            conditions.add(unedited(stage));
        }
    }

    /** FROM and WHERE. */
    String sql() {
        return " FROM {h-schema}asset a JOIN {h-schema}asset_stage s ON s.asset_id = a.id WHERE "
                + String.join(" AND ", conditions);
    }

    <Q extends Mutiny.AbstractQuery> Q fill(Q query) {
        values.forEach(query::setParameter);
        return query;
    }

    /** A prompt writes every value of a result, or none. */
    private void prompt(@Nullable String version) {
        if (version != null) {
            // Not written into the statement, where its question mark would be a parameter.
            where(
                    "jsonb_path_exists("
                            + RESULT
                            + ", cast(cast(:path AS text) AS jsonpath),"
                            + " jsonb_build_object('version', cast(:promptVersion AS text)))",
                    "promptVersion",
                    version);
            values.put("path", "$.result.*[*].source ? (@.promptVersion == $version)");
        }
    }

    private void where(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private static String unedited(Stage stage) {
        return switch (stage) {
            case CAPTION -> "jsonb_array_length(a.edits->'captions') = 0";
            case AUTO_TAG -> "a.edits->'tags' IS NULL AND a.edits->'choices' IS NULL";
            case SMART_CROP -> "a.edits->'focalPoint' IS NULL";
            // Nobody writes what it finds.
            case OUTPAINT -> "true";
        };
    }
}
