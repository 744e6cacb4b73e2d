package io.darkroom.ingest.asset;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.service.sql.AdvisoryLock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The rows of assets. Every method works in the session, and so in the transaction, it is given.
 */
@ApplicationScoped
public class AssetRepository {
    /** Bits of 64 in which two hashes of the same picture may differ. */
    private static final int SAME_PICTURE = 8;

    private static final String NEAREST =
            """
            SELECT id FROM (
                SELECT id, bit_count(perceptual_bits # cast(cast(:hash AS text) AS bit(64))) AS distance
                FROM {h-schema}asset WHERE tenant = :tenant AND perceptual_bits IS NOT NULL) near
            WHERE distance <= :distance ORDER BY distance, id LIMIT 1
            """;

    /** What becomes of the asset, and how its name is guarded, makes no other picture of it. */
    private static final String SAME =
            """
            SELECT id FROM {h-schema}asset
            WHERE tenant = :tenant AND sha256 = :sha256 AND state <> 'FAILED'
                AND request - 'dedupe' - 'externalIdUnique'
                    = cast(cast(:request AS text) AS jsonb) - 'dedupe' - 'externalIdUnique'
            ORDER BY created_at, id LIMIT 1
            """;

    private static final String RESULT =
            """
            from StageEntity s where s.stage = :stage and s.asked = :asked
                and s.status in (SUCCEEDED, SKIPPED)
                and exists (select 1 from AssetEntity a where a.id = s.assetId
                    and a.tenant = :tenant and a.sha256 = :sha256)
            order by s.endedAt desc
            """;

    /** In one question: an outcome that is written between two would be read in half. */
    private static final String WHOLE =
            "select a, s from AssetEntity a left join StageEntity s on s.assetId = a.id";

    /** Adds an asset and its stages. */
    public Uni<Void> add(Mutiny.Session session, AssetRows rows) {
        changed(rows);
        return session.persist(rows.asset())
                .chain(() -> session.persistAll(rows.stages().toArray()))
                .chain(session::flush);
    }

    /** The asset, if there is one, as it is at one moment. */
    public Uni<Optional<AssetRows>> find(Mutiny.Session session, UUID id) {
        return session.createSelectionQuery(WHOLE + " where a.id = :id", Object[].class)
                .setParameter("id", id)
                .getResultList()
                .map(pairs -> whole(pairs, List.of(id)).stream().findFirst());
    }

    /**
     * Those of these assets that there are, in the order of their ids, as they are at one moment.
     */
    public Uni<List<AssetRows>> find(Mutiny.Session session, List<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery(WHOLE + " where a.id in :ids", Object[].class)
                .setParameter("ids", ids)
                .getResultList()
                .map(pairs -> whole(pairs, ids));
    }

    /**
     * @param pairs an asset with one of its stages each
     */
    private static List<AssetRows> whole(List<Object[]> pairs, List<UUID> ids) {
        var assets =
                pairs.stream()
                        .map(pair -> (AssetEntity) pair[0])
                        .distinct()
                        .sorted(Comparator.comparingInt(asset -> ids.indexOf(asset.id())))
                        .toList();
        var stages =
                pairs.stream().map(pair -> (StageEntity) pair[1]).filter(Objects::nonNull).toList();
        return AssetRows.of(assets, stages);
    }

    /** The asset, if there is one, which nobody else changes until the transaction ends. */
    public Uni<Optional<AssetRows>> lock(Mutiny.Session session, UUID id) {
        return session.find(AssetEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                .flatMap(asset -> withStages(session, asset));
    }

    /**
     * An asset of the tenant that looks the same as a picture with this hash.
     *
     * @param perceptualHash 16 hexadecimal digits
     */
    public Uni<Optional<UUID>> nearest(
            Mutiny.Session session, String tenant, String perceptualHash) {
        return session.createNativeQuery(NEAREST, UUID.class)
                .setParameter("tenant", tenant)
                .setParameter("hash", "x" + perceptualHash)
                .setParameter("distance", SAME_PICTURE)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    /**
     * An asset of the tenant with the same bytes and the same effective request.
     *
     * @param request as JSON
     */
    public Uni<Optional<UUID>> same(
            Mutiny.Session session, String tenant, String sha256, String request) {
        return session.createNativeQuery(SAME, UUID.class)
                .setParameter("tenant", tenant)
                .setParameter("sha256", sha256)
                .setParameter("request", request)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    /** What the stage last found for the same bytes, where it was asked the same. */
    public Uni<Optional<StageEntity>> result(
            Mutiny.Session session,
            String tenant,
            String sha256,
            Stage stage,
            UploadRequest request) {
        return session.createSelectionQuery(RESULT, StageEntity.class)
                .setParameter("stage", stage)
                .setParameter("asked", Asked.of(stage, request))
                .setParameter("tenant", tenant)
                .setParameter("sha256", sha256)
                .setMaxResults(1)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    /** Lets no other transaction that asks the same go on until this one ends. */
    public Uni<Void> lockContent(Mutiny.Session session, String tenant, String sha256) {
        return AdvisoryLock.take(session, "content/" + tenant + "/" + sha256);
    }

    /**
     * Assets of which a stage is overdue, those that wait longest first.
     *
     * @param passed how many of them to pass over
     */
    public Uni<List<UUID>> overdue(Mutiny.Session session, Instant now, int passed, int max) {
        return session.createSelectionQuery(
                        "select assetId from StageEntity where status = PENDING and dueAt < :now"
                                + " group by assetId order by min(dueAt)",
                        UUID.class)
                .setParameter("now", now)
                .setFirstResult(passed)
                .setMaxResults(max)
                .getResultList();
    }

    /**
     * Assets whose perceptual hash has yet to come, oldest first.
     *
     * @param before only assets that are older
     * @param crops and, where their crops have yet to come, too, older than this
     * @param after only those of later ids; ids rise with time
     */
    public Uni<List<UUID>> hashesDue(
            Mutiny.Session session, Instant before, Instant crops, UUID after, int max) {
        return session.createSelectionQuery(
                        """
                        select a.id from AssetEntity a where a.hashDue and a.createdAt < :before
                            and (a.createdAt < :crops or not exists (select 1 from StageEntity s
                                where s.assetId = a.id and s.stage = SMART_CROP
                                    and s.status = PENDING))
                            and a.id > :after
                        order by a.id
                        """,
                        UUID.class)
                .setParameter("before", before)
                .setParameter("crops", crops)
                .setParameter("after", after)
                .setMaxResults(max)
                .getResultList();
    }

    /** The tenant's assets whose perceptual hash has yet to come, the latest first. */
    public Uni<List<UUID>> hashesDue(Mutiny.Session session, String tenant, int max) {
        return session.createSelectionQuery(
                        "select id from AssetEntity where hashDue and tenant = :tenant"
                                + " order by createdAt desc",
                        UUID.class)
                .setParameter("tenant", tenant)
                .setMaxResults(max)
                .getResultList();
    }

    /** The keys of the originals, in this bucket, of those of these assets that there are. */
    public Uni<Set<String>> originals(Mutiny.Session session, String bucket, Collection<UUID> ids) {
        return session.createSelectionQuery(
                        "select objectKey from AssetEntity where bucket = :bucket and id in :ids",
                        String.class)
                .setParameter("bucket", bucket)
                .setParameter("ids", ids)
                .getResultList()
                .map(Set::copyOf);
    }

    /** The stages of which fewer runs than these wait for an outcome, of everybody's. */
    public Uni<Set<Stage>> stagesWithRoom(Mutiny.Session session, long pendingRuns) {
        return session.createSelectionQuery(
                        "select stage from StageEntity where status = PENDING"
                                + " group by stage having count(*) >= :pending",
                        Stage.class)
                .setParameter("pending", pendingRuns)
                .getResultList()
                .map(full -> {
                    var room = EnumSet.allOf(Stage.class);
                    full.forEach(room::remove);
                    return room;
                });
    }

    /** Which of these assets there are. */
    public Uni<Set<UUID>> existing(Mutiny.Session session, Collection<UUID> ids) {
        return session.createSelectionQuery(
                        "select id from AssetEntity where id in :ids", UUID.class)
                .setParameter("ids", ids)
                .getResultList()
                .map(Set::copyOf);
    }

    /** Other assets of which a warning names this one, locked. */
    public Uni<List<AssetRows>> lockWarnedOf(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(
                        "SELECT id FROM {h-schema}asset WHERE warnings->'items' @>"
                                + " jsonb_build_array(jsonb_build_object('assetId',"
                                + " cast(:other AS text))) AND id <> :id ORDER BY id FOR UPDATE",
                        UUID.class)
                .setParameter("other", id.toString())
                .setParameter("id", id)
                .getResultList()
                .chain(ids -> find(session, ids));
    }

    /** Removes an asset's rows. */
    public Uni<Void> remove(Mutiny.Session session, AssetRows rows) {
        return session.flush()
                .chain(() ->
                        session.createNativeQuery("DELETE FROM {h-schema}asset WHERE id = :id")
                                .setParameter("id", rows.asset().id())
                                .executeUpdate())
                .invoke(session::clear)
                .replaceWithVoid();
    }

    /** Since when this database has known every asset. */
    public Uni<Instant> knownSince(Mutiny.Session session) {
        return session.createNativeQuery(
                        "SELECT known_since FROM {h-schema}beginning", Instant.class)
                .getSingleResult();
    }

    /** Writes what is derived from a record that was changed. The last step of every writer. */
    public void changed(AssetRows rows) {
        AssetWords.of(rows.record()).writeTo(rows.asset());
    }

    /** Only of an asset that is locked: nobody else writes its stages. */
    private static Uni<Optional<AssetRows>> withStages(
            Mutiny.Session session, @Nullable AssetEntity asset) {
        if (asset == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return session.createSelectionQuery(
                        "from StageEntity where assetId = :asset", StageEntity.class)
                .setParameter("asset", asset.id())
                .getResultList()
                .map(stages -> Optional.of(new AssetRows(asset, stages)));
    }
}
