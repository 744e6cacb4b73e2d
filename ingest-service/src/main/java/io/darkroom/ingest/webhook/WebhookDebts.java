package io.darkroom.ingest.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Json;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.AssetState.Enriching;
import io.darkroom.ingest.asset.AssetState.Erased;
import io.darkroom.ingest.asset.AssetState.InReview;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.AssetState.Withdrawn;
import io.darkroom.ingest.asset.WayOut;
import io.darkroom.ingest.asset.Withdrawal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes down what endpoints are owed, with the change that they are to be told of. */
@ApplicationScoped
class WebhookDebts implements WayOut {
    private static final String ANYBODY =
            """
            SELECT count(*) FROM {h-schema}webhook
            WHERE tenant = :tenant AND enabled AND :event = ANY (events)
            """;

    private static final String MESSAGE =
            """
            INSERT INTO {h-schema}webhook_message (id, asset_id, revision, event, body, traceparent)
            VALUES (:id, :asset, :revision, :event, :body, nullif(cast(:trace as text), ''))
            ON CONFLICT DO NOTHING
            """;

    private static final String DELIVERIES =
            """
            INSERT INTO {h-schema}webhook_delivery (webhook_id, message_id, asset_id, event)
            SELECT w.id, m.id, m.asset_id, m.event
            FROM {h-schema}webhook w, {h-schema}webhook_message m
            WHERE m.id = :message AND w.tenant = :tenant AND w.enabled AND m.event = ANY (w.events)
            """;

    /** What is under way is left to its end: what follows it waits for that. */
    private static final String SUPERSEDE =
            """
            UPDATE {h-schema}webhook_delivery SET status = 'SUPERSEDED', ended_at = now()
            WHERE asset_id = :asset AND status = 'PENDING' AND event = 'asset.enriched'
            AND (leased_until IS NULL OR leased_until < now())
            """;

    private static final String FORGET =
            "DELETE FROM {h-schema}webhook_message WHERE asset_id = :asset";

    @Override
    public Uni<Void> entered(Mutiny.Session session, AssetRows rows, AssetState before) {
        return switch (rows.asset().state()) {
            // Nothing was owed of it before.
            case Published _ when before instanceof Enriching ->
                    owe(session, rows, WebhookEvent.ENRICHED, rows::record);
            case Published _ ->
                    supersede(session, rows)
                            .chain(() -> owe(session, rows, WebhookEvent.ENRICHED, rows::record));
            case Withdrawn _ when before instanceof Published -> withdrawn(session, rows);
            case InReview _ when before instanceof Published -> withdrawn(session, rows);
            case Erased _ -> forget(session, rows).chain(() -> erased(session, rows));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> withdrawn(Mutiny.Session session, AssetRows rows) {
        AssetEntity asset = rows.asset();
        String reason =
                Optional.ofNullable(asset.withdrawal())
                        .map(Withdrawal::reason)
                        .orElse("The asset is " + asset.state().name());
        return supersede(session, rows)
                .chain(() ->
                        owe(
                                session,
                                rows,
                                WebhookEvent.WITHDRAWN,
                                () ->
                                        new Gone(
                                                asset.id(),
                                                asset.externalId(),
                                                asset.revision(),
                                                reason)));
    }

    private Uni<Void> erased(Mutiny.Session session, AssetRows rows) {
        AssetEntity asset = rows.asset();
        return owe(
                session,
                rows,
                WebhookEvent.ERASED,
                () -> new Gone(asset.id(), null, asset.revision(), null));
    }

    /** The body is made only where somebody is to be told. */
    private static Uni<Void> owe(
            Mutiny.Session session, AssetRows rows, WebhookEvent event, Supplier<Object> data) {
        return session.createNativeQuery(ANYBODY, Long.class)
                .setParameter("tenant", rows.asset().tenant())
                .setParameter("event", event.type())
                .getSingleResult()
                .chain(endpoints ->
                        endpoints == 0
                                ? Uni.createFrom().voidItem()
                                : owe(session, rows, event, data.get()));
    }

    private static Uni<Void> owe(
            Mutiny.Session session, AssetRows rows, WebhookEvent event, Object data) {
        AssetEntity asset = rows.asset();
        UUID id = EventIds.of(asset.id() + "/" + event.type() + "/" + asset.revision());
        String body = json(new WebhookMessage(event, asset.updatedAt(), data));
        return session.createNativeQuery(MESSAGE)
                .setParameter("id", id)
                .setParameter("asset", asset.id())
                .setParameter("revision", asset.revision())
                .setParameter("event", event.type())
                .setParameter("body", body)
                .setParameter("trace", WebhookTraces.current())
                .executeUpdate()
                .chain(() ->
                        session.createNativeQuery(DELIVERIES)
                                .setParameter("message", id)
                                .setParameter("tenant", asset.tenant())
                                .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Void> supersede(Mutiny.Session session, AssetRows rows) {
        return about(session, SUPERSEDE, rows);
    }

    /** An erased asset leaves no message, and with it no delivery, behind. */
    private static Uni<Void> forget(Mutiny.Session session, AssetRows rows) {
        return about(session, FORGET, rows);
    }

    private static Uni<Void> about(Mutiny.Session session, String statement, AssetRows rows) {
        return session.createNativeQuery(statement)
                .setParameter("asset", rows.asset().id())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static String json(WebhookMessage message) {
        try {
            return Json.mapper().writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A message cannot be written as JSON", e);
        }
    }
}
