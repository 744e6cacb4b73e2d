package io.darkroom.ingest.asset;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.StageOutcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The rows of many assets as the join of outcomes takes and writes them: what an outcome may
 * change, in a statement for all stages and at most two for all assets, where Hibernate would write
 * every column of each by itself (docs/adr/0052). Hibernate only reads them here.
 */
@ApplicationScoped
public class JoinedAssets {
    private static final List<Column<AssetColumns>> OF_ASSETS =
            List.of(
                    new Column<>("id", row -> row.id().toString()),
                    new Column<>("state", AssetColumns::state),
                    new Column<>("revision", row -> Long.toString(row.revision())),
                    new Column<>("updated_at", row -> row.updatedAt().toString()),
                    new Column<>("perceptual_hash", AssetColumns::perceptualHash),
                    new Column<>("hash_due", row -> Boolean.toString(row.hashDue())),
                    new Column<>("review", row -> json(row.review())),
                    new Column<>("warnings", row -> json(row.warnings())),
                    new Column<>("withdrawal", row -> json(row.withdrawal())),
                    new Column<>("labels", row -> json(row.labels())),
                    new Column<>("words", AssetColumns::words));

    private static final String ASSETS =
            """
            UPDATE {h-schema}asset a
            SET state = n.state, revision = n.revision::bigint, updated_at = n.updated_at::timestamptz,
                perceptual_hash = n.perceptual_hash, hash_due = n.hash_due::boolean,
                review = n.review::jsonb, warnings = n.warnings::jsonb, withdrawal = n.withdrawal::jsonb
                %s
            FROM %s
            WHERE a.id = n.id::uuid
            """;

    private static final String FOUND_AS_BEFORE = ASSETS.formatted("", rowsOf(OF_ASSETS));

    /** Only where they changed: PostgreSQL takes the words apart anew wherever they are named. */
    private static final String FOUND_BY_OTHERS =
            ASSETS.formatted(
                    """
                    , words = n.words,
                        labels = ARRAY (SELECT jsonb_array_elements_text(n.labels::jsonb))
                    """,
                    rowsOf(OF_ASSETS));

    private static final List<Column<StageColumns>> OF_STAGES =
            List.of(
                    new Column<>("asset_id", row -> row.assetId().toString()),
                    new Column<>("stage", StageColumns::stage),
                    new Column<>("status", StageColumns::status),
                    new Column<>("generation", row -> Integer.toString(row.generation())),
                    new Column<>("attempts", row -> Integer.toString(row.attempts())),
                    new Column<>("duration_ms", row -> text(row.durationMs())),
                    new Column<>("outcome", row -> json(row.outcome())),
                    new Column<>("ended_at", row -> text(row.endedAt())),
                    new Column<>("due_at", row -> row.dueAt().toString()),
                    new Column<>("resends", row -> Integer.toString(row.resends())));

    private static final String STAGES =
            """
            UPDATE {h-schema}asset_stage s
            SET status = n.status, generation = n.generation::integer, attempts = n.attempts::integer,
                duration_ms = n.duration_ms::bigint, outcome = n.outcome::jsonb,
                ended_at = n.ended_at::timestamptz, due_at = n.due_at::timestamptz,
                resends = n.resends::integer
            FROM %s
            WHERE s.asset_id = n.asset_id::uuid AND s.stage = n.stage
            """
                    .formatted(rowsOf(OF_STAGES));

    /** A column of new values as PostgreSQL reads them. */
    private record Column<R>(String name, Function<R, @Nullable String> text) {}

    /** What an outcome may change of an asset's row. */
    record AssetColumns(
            UUID id,
            String state,
            long revision,
            Instant updatedAt,
            @Nullable String perceptualHash,
            boolean hashDue,
            @Nullable ReviewRecord review,
            Warnings warnings,
            @Nullable Withdrawal withdrawal,
            List<String> labels,
            String words) {}

    /** What an outcome may change of a stage's row. */
    record StageColumns(
            UUID assetId,
            String stage,
            String status,
            int generation,
            int attempts,
            @Nullable Long durationMs,
            @Nullable StageOutcome outcome,
            @Nullable Instant endedAt,
            Instant dueAt,
            int resends) {}

    /**
     * Those of these assets that there are, which nobody else changes until the transaction ends.
     * What is changed of them must be {@linkplain #write written}.
     */
    public Uni<Map<UUID, AssetRows>> lock(Mutiny.Session session, Collection<UUID> ids) {
        return session.createSelectionQuery(
                        "from AssetEntity where id in :ids order by id", AssetEntity.class)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setReadOnly(true)
                .getResultList()
                .chain(found -> withStages(session, found))
                .map(all ->
                        all.stream()
                                .collect(
                                        Collectors.toMap(
                                                rows -> rows.asset().id(), Function.identity())));
    }

    private static Uni<List<AssetRows>> withStages(
            Mutiny.Session session, List<AssetEntity> assets) {
        return session.createSelectionQuery(
                        "from StageEntity where assetId in :assets", StageEntity.class)
                .setParameter("assets", assets.stream().map(AssetEntity::id).toList())
                .setReadOnly(true)
                .getResultList()
                .map(stages -> AssetRows.of(assets, stages));
    }

    /**
     * Writes assets that this transaction has locked, and what is derived from them.
     *
     * @param stages those of their stages that changed
     */
    public Uni<Void> write(
            Mutiny.Session session, Collection<AssetRows> assets, Collection<StageEntity> stages) {
        var byOthers = new ArrayList<AssetColumns>();
        var asBefore = new ArrayList<AssetColumns>();
        for (AssetRows rows : assets) {
            boolean changed = AssetWords.of(rows.record()).writeTo(rows.asset());
            (changed ? byOthers : asBefore).add(rows.asset().joined());
        }
        return update(session, STAGES, OF_STAGES, stages.stream().map(StageEntity::joined).toList())
                .chain(() -> update(session, FOUND_BY_OTHERS, OF_ASSETS, byOthers))
                .chain(() -> update(session, FOUND_AS_BEFORE, OF_ASSETS, asBefore));
    }

    private static <R> Uni<Void> update(
            Mutiny.Session session, String statement, List<Column<R>> columns, List<R> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var update = session.createNativeQuery(statement);
        for (Column<R> column : columns) {
            update.setParameter(
                    column.name(), rows.stream().map(column.text()).toArray(String[]::new));
        }
        return update.executeUpdate().replaceWithVoid();
    }

    /** The new values as a table {@code n}, from an array for each column. */
    private static <R> String rowsOf(List<Column<R>> columns) {
        var names = columns.stream().map(Column::name).toList();
        return "unnest("
                + names.stream()
                        .map("cast(:%s AS text[])"::formatted)
                        .collect(Collectors.joining(", "))
                + ") AS n ("
                + String.join(", ", names)
                + ")";
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String json(@Nullable Object value) {
        try {
            return value == null ? null : Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row of an asset is no JSON", e);
        }
    }
}
