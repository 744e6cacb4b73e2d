package io.darkroom.ingest.publication;

import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.AssetState.Enriching;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.WayOut;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes down, with every change that the public bucket must follow, that it must. */
@ApplicationScoped
class PublicationDebts implements WayOut {
    private static final String OWE =
            """
            INSERT INTO {h-schema}publication (asset_id, tenant) VALUES (:asset, :tenant)
            ON CONFLICT (asset_id) DO UPDATE
            SET change = publication.change + 1, due_at = now()
            """;

    private final boolean enabled;

    PublicationDebts(PublicationConfig config) {
        this.enabled = config.bucket().isPresent();
    }

    @Override
    public Telling in(Mutiny.Session session) {
        return (rows, before) -> entered(session, rows, before);
    }

    private Uni<Void> entered(Mutiny.Session session, AssetRows rows, AssetState before) {
        // What was never out, and is not now, has nothing in the bucket.
        boolean concerned =
                rows.asset().state() instanceof Published || !(before instanceof Enriching);
        if (!enabled || !concerned) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(OWE)
                .setParameter("asset", rows.asset().id())
                .setParameter("tenant", rows.asset().tenant())
                .executeUpdate()
                .replaceWithVoid();
    }
}
