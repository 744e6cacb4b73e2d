package io.darkroom.ingest.join;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Hears of outcomes for assets that are not there, whose stages may have stored something. */
public interface Strays {
    /** A stage reported about an asset that there is not, or no more. */
    Uni<Void> heardOf(Mutiny.Session session, UUID asset);
}
