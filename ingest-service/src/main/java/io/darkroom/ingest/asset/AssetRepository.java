package io.darkroom.ingest.asset;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The rows of assets. Every method works in the session, and so in the transaction, it is given.
 */
@ApplicationScoped
public class AssetRepository {

    /** Adds an asset and its stages. */
    public Uni<Void> add(Mutiny.Session session, AssetRows rows) {
        return session.persist(rows.asset())
                .chain(() -> session.persistAll(rows.stages().toArray()))
                .chain(() -> changed(session, rows));
    }

    /** The asset, if there is one. */
    public Uni<Optional<AssetRows>> find(Mutiny.Session session, UUID id) {
        return session.find(AssetEntity.class, id).flatMap(asset -> withStages(session, asset));
    }

    /** The asset, if there is one, which nobody else changes until the transaction ends. */
    public Uni<Optional<AssetRows>> lock(Mutiny.Session session, UUID id) {
        return session.find(AssetEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                .flatMap(asset -> withStages(session, asset));
    }

    /** The rows of these assets, in their order. */
    public Uni<List<AssetRows>> withStages(Mutiny.Session session, List<AssetEntity> assets) {
        if (assets.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return stages(session, assets.stream().map(AssetEntity::id).toList())
                .map(stages -> {
                    var byAsset =
                            stages.stream().collect(Collectors.groupingBy(StageEntity::assetId));
                    return assets.stream()
                            .map(asset ->
                                    new AssetRows(
                                            asset, byAsset.getOrDefault(asset.id(), List.of())))
                            .toList();
                });
    }

    /**
     * Writes what is derived from a record that was changed, and tells every instance of it once
     * the transaction is through. The last step of every writer.
     */
    public Uni<Void> changed(Mutiny.Session session, AssetRows rows) {
        AssetWords.of(rows.record()).writeTo(rows.asset());
        return session.flush()
                .chain(() ->
                        session.createNativeQuery(
                                        "SELECT cast(pg_notify(:channel, :id) AS text)",
                                        String.class)
                                .setParameter("channel", AssetChanges.CHANNEL)
                                .setParameter("id", rows.asset().id().toString())
                                .getSingleResultOrNull())
                .replaceWithVoid();
    }

    private Uni<Optional<AssetRows>> withStages(
            Mutiny.Session session, @Nullable AssetEntity asset) {
        if (asset == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return stages(session, List.of(asset.id()))
                .map(stages -> Optional.of(new AssetRows(asset, stages)));
    }

    private static Uni<List<StageEntity>> stages(Mutiny.Session session, Collection<UUID> assets) {
        return session.createSelectionQuery(
                        "from StageEntity where assetId in :assets", StageEntity.class)
                .setParameter("assets", assets)
                .getResultList();
    }
}
