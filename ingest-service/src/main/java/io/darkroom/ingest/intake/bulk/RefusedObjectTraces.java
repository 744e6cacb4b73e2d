package io.darkroom.ingest.intake.bulk;

import io.darkroom.ingest.asset.AssetTraces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** An object that was refused and became an asset later is named by its import until that goes. */
@ApplicationScoped
class RefusedObjectTraces implements AssetTraces {
    private static final String FORGET =
            """
            UPDATE {h-schema}bulk_import SET refusals = jsonb_build_object('items',
                (SELECT coalesce(jsonb_agg(item), '[]') FROM jsonb_array_elements(refusals -> 'items') item
                 WHERE item ->> 'object' <> reference))
            FROM {h-schema}asset
            WHERE asset.id = :asset AND refusals -> 'items' @> jsonb_build_array(jsonb_build_object('object', reference))
            """;

    @Override
    public Uni<Void> forget(Mutiny.Session session, UUID asset) {
        return session.createNativeQuery(FORGET)
                .setParameter("asset", asset)
                .executeUpdate()
                .replaceWithVoid();
    }
}
