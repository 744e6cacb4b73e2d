package io.darkroom.service.outbox;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Event;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where a transaction leaves the events it causes. A row is written with the caller's own
 * transaction, so that state and event come to be together or not at all; the relay sends it
 * afterwards: at least once by contract, and once in all cases but those that ADR 0006 names.
 *
 * <p>Rows are written when the session is flushed, in the order in which they were appended; a
 * transaction appends an event once. Records of one key keep their order where their transactions
 * do: lock what the key names (the asset's row) before appending.
 */
@ApplicationScoped
public class Outbox {

    /** Appends an event to the transaction of this session. */
    public Uni<Void> append(
            Mutiny.Session session, String topic, CloudEvent<? extends Event> event) {
        return append(session, OutboxRecord.of(topic, event));
    }

    /** Appends a record to the transaction of this session. */
    public Uni<Void> append(Mutiny.Session session, OutboxRecord record) {
        var headers = new LinkedHashMap<>(record.headers());
        W3CTraceContextPropagator.getInstance()
                .inject(Context.current(), headers, (_, name, value) -> headers.put(name, value));
        return session.persist(new OutboxEntity(record, headers));
    }

    /**
     * Takes back a record that waits for its time.
     *
     * @return whether it was taken back; false once its time has come, whether or not it was sent
     */
    public Uni<Boolean> withdraw(Mutiny.Session session, UUID eventId) {
        return session.createNativeQuery(
                        "delete from {h-schema}outbox where event_id = :eventId"
                                + " and not_before > clock_timestamp()")
                .setParameter("eventId", eventId)
                .executeUpdate()
                .map(rows -> rows > 0);
    }
}
