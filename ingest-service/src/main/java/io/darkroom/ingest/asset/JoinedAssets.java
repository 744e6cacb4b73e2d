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
 * change, in a statement for all assets and one for all stages, where Hibernate would write every
 * column of each by itself (docs/adr/0052). Hibernate only reads them here.
 */
@ApplicationScoped
public class JoinedAssets {
    private static final String ASSETS =
            """
            UPDATE {h-schema}asset a
            SET state = n.state, revision = n.revision, updated_at = n."updatedAt",
                perceptual_hash = n."perceptualHash", hash_due = n."hashDue", review = n.review,
                warnings = n.warnings, withdrawal = n.withdrawal%s
            FROM jsonb_to_recordset(cast(cast(:rows AS text) AS jsonb)) AS n (id uuid, state text, revision bigint,
                "updatedAt" timestamptz, "perceptualHash" text, "hashDue" boolean, review jsonb,
                warnings jsonb, withdrawal jsonb, labels text[], words text)
            WHERE a.id = n.id
            """;

    private static final String FOUND_AS_BEFORE = ASSETS.formatted("");

    /** Only where they changed: PostgreSQL takes the words apart anew wherever they are named. */
    private static final String FOUND_BY_OTHERS =
            ASSETS.formatted(", labels = n.labels, words = n.words");

    private static final String STAGES =
            """
            UPDATE {h-schema}asset_stage s
            SET status = n.status, generation = n.generation, attempts = n.attempts,
                duration_ms = n."durationMs", outcome = n.outcome, ended_at = n."endedAt",
                due_at = n."dueAt", resends = n.resends
            FROM jsonb_to_recordset(cast(cast(:rows AS text) AS jsonb)) AS n ("assetId" uuid, stage text, status text,
                generation integer, attempts integer, "durationMs" bigint, outcome jsonb,
                "endedAt" timestamptz, "dueAt" timestamptz, resends integer)
            WHERE s.asset_id = n."assetId" AND s.stage = n.stage
            """;

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
        return update(session, STAGES, stages.stream().map(StageEntity::joined).toList())
                .chain(() -> update(session, FOUND_BY_OTHERS, byOthers))
                .chain(() -> update(session, FOUND_AS_BEFORE, asBefore));
    }

    private static Uni<Void> update(Mutiny.Session session, String statement, List<?> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(statement)
                .setParameter("rows", json(rows))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static String json(List<?> rows) {
        try {
            return Json.mapper().writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rows of assets are no JSON", e);
        }
    }
}
