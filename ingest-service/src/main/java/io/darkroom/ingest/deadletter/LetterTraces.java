package io.darkroom.ingest.deadletter;

import io.darkroom.ingest.asset.AssetTraces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Letters that name an asset go with it; the topics forget theirs by age. */
@ApplicationScoped
class LetterTraces implements AssetTraces {
    @Override
    public Uni<Void> forget(Mutiny.Session session, UUID asset) {
        return session.createNativeQuery(
                        "DELETE FROM {h-schema}dead_letter WHERE asset_id = :asset")
                .setParameter("asset", asset)
                .executeUpdate()
                .replaceWithVoid();
    }
}
