package io.darkroom.ingest.erasure;

import io.darkroom.ingest.asset.AssetTraces;
import io.darkroom.ingest.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Answers that are kept for repeats, and re-runs that name single assets. */
@ApplicationScoped
class RequestTraces implements AssetTraces {
    private final Idempotency idempotency;

    RequestTraces(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public Uni<Void> forget(Mutiny.Session session, UUID asset) {
        return idempotency
                .forget(session, asset)
                .chain(() ->
                        session.createNativeQuery(
                                        "UPDATE {h-schema}rerun SET filter = jsonb_set(filter,"
                                            + " cast('{assetIds}' AS text[]), (filter->'assetIds')"
                                            + " - cast(:id AS text)) WHERE filter->'assetIds' @>"
                                            + " to_jsonb(cast(:id AS text))")
                                .setParameter("id", asset.toString())
                                .executeUpdate())
                .replaceWithVoid();
    }
}
