package io.darkroom.ingest.join;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers which events were applied; the database decides what is a repeat. */
@ApplicationScoped
class Inbox {
    /** Consumer of stages' outcomes; also names its dead letters. */
    static final String JOIN = "join";

    /** Consumer of reviewers' verdicts; also names its dead letters. */
    static final String DECISIONS = "decisions";

    /**
     * Takes events' ids down with the transaction of this session.
     *
     * @return those that were not there yet; a transaction that does the same waits for this one
     */
    Uni<Set<String>> areNew(Mutiny.Session session, String consumer, Collection<String> eventIds) {
        return session.createNativeQuery(
                        "INSERT INTO {h-schema}inbox (consumer, event_id)"
                                + " SELECT :consumer, id FROM unnest(cast(:events AS text[])) id"
                                + " ORDER BY id ON CONFLICT DO NOTHING RETURNING event_id",
                        String.class)
                .setParameter("consumer", consumer)
                .setParameter("events", eventIds.toArray(String[]::new))
                .getResultList()
                .map(Set::copyOf);
    }

    /**
     * Takes the event's id down with the transaction of this session.
     *
     * @return whether it was not there yet; a transaction that does the same waits for this one
     */
    Uni<Boolean> isNew(Mutiny.Session session, String consumer, String eventId) {
        return areNew(session, consumer, List.of(eventId)).map(isNew -> !isNew.isEmpty());
    }
}
