package io.darkroom.ingest.erasure;

import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.AssetTraces;
import io.darkroom.ingest.join.Settlement;
import io.darkroom.ingest.join.Strays;
import io.darkroom.ingest.query.AssetReader;
import io.darkroom.service.outbox.Outbox;
import io.darkroom.service.outbox.OutboxRecord;
import io.darkroom.service.sql.Transactions;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Erases assets: in one transaction every row that knows of it, with the tombstones that tell the
 * other services; then its objects. What a stage that is at work meanwhile stores is removed when
 * it reports, and once more after a while.
 */
@ApplicationScoped
public class Erasures implements Strays {
    private static final Logger LOG = Logger.getLogger(Erasures.class);

    /** What cannot be removed must not be in the way of what can. */
    private static final Duration PUT_OFF = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final AssetRepository assets;
    private final Settlement settlement;
    private final Outbox outbox;
    private final List<AssetTraces> traces;
    private final Remover remover;
    private final ErasureConfig config;

    Erasures(
            Transactions transactions,
            AssetRepository assets,
            Settlement settlement,
            Outbox outbox,
            @All List<AssetTraces> traces,
            Remover remover,
            ErasureConfig config) {
        this.transactions = transactions;
        this.assets = assets;
        this.settlement = settlement;
        this.outbox = outbox;
        this.traces = List.copyOf(traces);
        this.remover = remover;
        this.config = config;
    }

    /**
     * Erases an asset; one that was erased before stays so. Blocks.
     *
     * @return whether its objects are gone too; otherwise they go once the store is back
     * @throws io.darkroom.service.problem.ProblemException {@code asset-not-found}
     */
    boolean erase(UUID id, String tenant, String by) {
        var remains = transactions.run(session -> erase(session, id, tenant, by));
        return remains.isEmpty() || clean(remains.get());
    }

    private Uni<Optional<ErasureEntity.Remains>> erase(
            Mutiny.Session session, UUID id, String tenant, String by) {
        return erasure(session, id, tenant)
                .chain(before ->
                        before.isPresent()
                                ? remains(before.get())
                                : assets.lock(session, id)
                                        .chain(found -> erase(session, found, id, tenant, by)));
    }

    private Uni<Optional<ErasureEntity.Remains>> erase(
            Mutiny.Session session, Optional<AssetRows> found, UUID id, String tenant, String by) {
        if (found.isPresent()) {
            return erase(session, AssetReader.owned(found, id, tenant), by);
        }
        // Somebody else may have erased it while this waited for its row.
        return erasure(session, id, tenant)
                .chain(meanwhile ->
                        meanwhile.isPresent()
                                ? remains(meanwhile.get())
                                : Uni.createFrom()
                                        .item(() -> AssetReader.owned(found, id, tenant))
                                        .replaceWith(Optional.empty()));
    }

    private static Uni<Optional<ErasureEntity>> erasure(
            Mutiny.Session session, UUID id, String tenant) {
        return session.find(ErasureEntity.class, ErasureEntity.hash(id))
                .map(erasure -> Optional.ofNullable(erasure).filter(found -> found.isOf(tenant)));
    }

    private static Uni<Optional<ErasureEntity.Remains>> remains(ErasureEntity erasure) {
        return Uni.createFrom().item(erasure.remains());
    }

    private Uni<Optional<ErasureEntity.Remains>> erase(
            Mutiny.Session session, AssetRows rows, String by) {
        AssetEntity asset = rows.asset();
        Instant now = Instant.now();
        var erasure = new ErasureEntity(asset, by, now, now.plus(config.settle()));
        return leave(session, rows, now)
                .chain(() -> forget(session, asset.id(), now))
                .chain(() -> assets.remove(session, rows))
                .chain(() -> outbox.append(session, tombstone(asset.id(), Topics.ASSET_ENRICHED)))
                // Behind every request for a review of it, in the order of its key.
                .chain(() -> outbox.append(session, tombstone(asset.id(), Topics.REVIEW_REQUESTED)))
                .chain(() -> session.persist(erasure))
                .chain(session::flush)
                .invoke(() -> LOG.infof("An asset is erased tenant=%s", asset.tenant()))
                .replaceWith(erasure::remains);
    }

    /** What waits to be sent of it need not be; every way out hears that it is gone. */
    private Uni<Void> leave(Mutiny.Session session, AssetRows rows, Instant now) {
        return session.createNativeQuery("DELETE FROM {h-schema}outbox WHERE record_key = :key")
                .setParameter("key", rows.asset().id().toString())
                .executeUpdate()
                .chain(() ->
                        rows.asset().state() instanceof AssetState.Erasable erasable
                                ? settlement.enter(session, rows, erasable.erase(), now)
                                : Uni.createFrom().voidItem());
    }

    private Uni<Void> forget(Mutiny.Session session, UUID id, Instant now) {
        Uni<Void> forgotten = Uni.createFrom().voidItem();
        for (AssetTraces kept : traces) {
            forgotten = forgotten.chain(() -> kept.forget(session, id));
        }
        return forgotten.chain(() -> forgetInWarnings(session, id, now));
    }

    private Uni<Void> forgetInWarnings(Mutiny.Session session, UUID id, Instant now) {
        return assets.lockWarnedOf(session, id)
                .chain(warned ->
                        Multi.createFrom()
                                .iterable(warned)
                                .invoke(rows -> rows.asset().forget(id))
                                .onItem()
                                .transformToUniAndConcatenate(
                                        rows -> settlement.amend(session, rows, now))
                                .collect()
                                .asList())
                .replaceWithVoid();
    }

    private static OutboxRecord tombstone(UUID asset, String topic) {
        var id = EventIds.of(asset + "/erased/" + topic);
        return OutboxRecord.tombstone(id, topic, asset.toString());
    }

    /** It may have stored something after the asset was erased. That is removed soon. */
    @Override
    public Uni<Void> heardOf(Mutiny.Session session, UUID asset) {
        return session.find(ErasureEntity.class, ErasureEntity.hash(asset))
                .invoke(erasure -> {
                    if (erasure != null) {
                        erasure.reopen(asset, Instant.now());
                    }
                })
                .replaceWithVoid();
    }

    /** Looks for what is left of assets, and then forgets their names. Blocks. */
    public void cleanDue(Instant now, int max) {
        for (ErasureEntity erasure : transactions.run(session -> due(session, now, max))) {
            erasure.remains().ifPresent(remains -> cleanDue(remains, now));
        }
    }

    private void cleanDue(ErasureEntity.Remains remains, Instant now) {
        if (clean(remains)) {
            change(remains, row -> row.looked(now, row.erasedAt().plus(config.settle())));
        } else {
            change(remains, row -> row.putOff(now, now.plus(PUT_OFF)));
        }
    }

    private static Uni<List<ErasureEntity>> due(Mutiny.Session session, Instant now, int max) {
        return session.createSelectionQuery(
                        "from ErasureEntity where cleanAfter <= :now order by cleanAfter",
                        ErasureEntity.class)
                .setParameter("now", now)
                .setMaxResults(max)
                .getResultList();
    }

    private boolean clean(ErasureEntity.Remains remains) {
        try {
            remover.remove(remains);
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("Objects of an erased asset are left to a later turn cause=%s", e.toString());
            return false;
        }
    }

    private void change(ErasureEntity.Remains remains, Consumer<ErasureEntity> change) {
        var _ =
                transactions.run(session ->
                        session.find(
                                        ErasureEntity.class,
                                        ErasureEntity.hash(remains.asset()),
                                        LockModeType.PESSIMISTIC_WRITE)
                                .invoke(erasure -> {
                                    if (erasure != null) {
                                        change.accept(erasure);
                                    }
                                }));
    }
}
