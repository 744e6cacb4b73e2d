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
    public WayOut.Telling in(Mutiny.Session session) {
        var tellings = all.stream().map(way -> way.in(session)).toList();
        return (rows, before) -> {
            Uni<Void> told = Uni.createFrom().voidItem();
            for (WayOut.Telling telling : tellings) {
                told = told.chain(() -> telling.entered(rows, before));
            }
            return told;
        };
    }
}
