package io.darkroom.ingest.asset;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Every {@link WayOut} there is. Whoever lets an asset enter a state tells them, once. */
@ApplicationScoped
public class WaysOut {
    private final List<WayOut> all;

    WaysOut(@All List<WayOut> all) {
        this.all = List.copyOf(all);
    }

    /** Tells every way out, in the transaction that changed the asset, after the change. */
    public Uni<Void> entered(Mutiny.Session session, AssetRows rows, AssetState before) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (WayOut way : all) {
            told = told.chain(() -> way.entered(session, rows, before));
        }
        return told;
    }
}
