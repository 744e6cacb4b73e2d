package io.darkroom.ingest.intake.events;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.EventIds;
import io.darkroom.ingest.upload.UploadClaim;
import io.darkroom.service.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Which upload events were taken in. A CloudEvent is the same as another that has its source and
 * id; only a hash of the two is kept, as writers put what they like into them.
 */
@ApplicationScoped
class TakenEvents {
    private static final String KNOWN =
            "SELECT count(*) FROM {h-schema}inbox WHERE consumer = :consumer AND event_id = :event";
    private static final String TAKE =
            """
            INSERT INTO {h-schema}inbox (consumer, event_id) VALUES (:consumer, :event)
            ON CONFLICT DO NOTHING
            """;

    private final Transactions transactions;

    TakenEvents(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Whether the event was taken in before. Blocks. */
    boolean known(CloudEvent<?> event) {
        return transactions.run(session ->
                session.createNativeQuery(KNOWN, Long.class)
                        .setParameter("consumer", Channels.CONSUMER)
                        .setParameter("event", id(event))
                        .getSingleResult())
                > 0;
    }

    /** Takes the event's id down with the asset that it becomes. */
    UploadClaim claim(CloudEvent<?> event) {
        return (session, _) ->
                session.createNativeQuery(TAKE)
                        .setParameter("consumer", Channels.CONSUMER)
                        .setParameter("event", id(event))
                        .executeUpdate()
                        .map(rows -> rows > 0);
    }

    private static String id(CloudEvent<?> event) {
        return EventIds.of(event.source() + "\n" + event.id()).toString();
    }
}
