package io.darkroom.service.sql;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A lock of PostgreSQL on a name, for what no row stands for yet. Names that begin alike ({@code
 * preset/…}) belong to one kind of thing.
 */
public final class AdvisoryLock {
    private AdvisoryLock() {}

    /** Waits until no other transaction has the name, and keeps it until the session's own ends. */
    public static Uni<Void> take(Mutiny.Session session, String name) {
        return session.createNativeQuery(
                        "SELECT cast(pg_advisory_xact_lock(hashtextextended(:name, 0)) AS text)",
                        String.class)
                .setParameter("name", name)
                .getSingleResultOrNull()
                .replaceWithVoid();
    }
}
