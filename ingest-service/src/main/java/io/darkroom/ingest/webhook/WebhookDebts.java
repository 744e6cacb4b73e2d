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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes down what endpoints are owed, with the change that they are to be told of. */
@ApplicationScoped
class WebhookDebts implements WayOut {
    private static final String ANYBODY =
            """
            SELECT EXISTS (SELECT FROM {h-schema}webhook
                WHERE tenant = :tenant AND enabled AND :event = ANY (events))
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
    public Telling in(Mutiny.Session session) {
        return new Debts(session);
    }

    /** What one tenant's endpoints may want to hear of. */
    private record Told(String tenant, WebhookEvent event) {}

    /** What is owed since one transaction. */
    private static final class Debts implements Telling {
        private final Mutiny.Session session;
        private final Map<Told, Boolean> heard = new HashMap<>();

        private Debts(Mutiny.Session session) {
            this.session = session;
        }

        @Override
        public Uni<Void> entered(AssetRows rows, AssetState before) {
            return switch (rows.asset().state()) {
                // Nothing was owed of it before.
                case Published _ when before instanceof Enriching ->
                        owe(rows, WebhookEvent.ENRICHED, rows::record);
                case Published _ ->
                        supersede(rows).chain(() -> owe(rows, WebhookEvent.ENRICHED, rows::record));
                case Withdrawn _ when before instanceof Published -> withdrawn(rows);
                case InReview _ when before instanceof Published -> withdrawn(rows);
                case Erased _ -> forget(rows).chain(() -> erased(rows));
                default -> Uni.createFrom().voidItem();
            };
        }

        private Uni<Void> withdrawn(AssetRows rows) {
            AssetEntity asset = rows.asset();
            String reason =
                    Optional.ofNullable(asset.withdrawal())
                            .map(Withdrawal::reason)
                            .orElse("The asset is " + asset.state().name());
            return supersede(rows)
                    .chain(() ->
                            owe(
                                    rows,
                                    WebhookEvent.WITHDRAWN,
                                    () ->
                                            new Gone(
                                                    asset.id(),
                                                    asset.externalId(),
                                                    asset.revision(),
                                                    reason)));
        }

        private Uni<Void> erased(AssetRows rows) {
            AssetEntity asset = rows.asset();
            return owe(
                    rows,
                    WebhookEvent.ERASED,
                    () -> new Gone(asset.id(), null, asset.revision(), null));
        }

        /** The body is made only where somebody is to be told. */
        private Uni<Void> owe(AssetRows rows, WebhookEvent event, Supplier<Object> data) {
            return isHeard(new Told(rows.asset().tenant(), event))
                    .chain(heard ->
                            heard ? owe(rows, event, data.get()) : Uni.createFrom().voidItem());
        }

        private Uni<Boolean> isHeard(Told told) {
            Boolean known = heard.get(told);
            return known != null
                    ? Uni.createFrom().item(known)
                    : session.createNativeQuery(ANYBODY, Boolean.class)
                            .setParameter("tenant", told.tenant())
                            .setParameter("event", told.event().type())
                            .getSingleResult()
                            .invoke(found -> heard.put(told, found));
        }

        private Uni<Void> owe(AssetRows rows, WebhookEvent event, Object data) {
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

        private Uni<Void> supersede(AssetRows rows) {
            return about(SUPERSEDE, rows);
        }

        /** An erased asset leaves no message, and with it no delivery, behind. */
        private Uni<Void> forget(AssetRows rows) {
            return about(FORGET, rows);
        }

        private Uni<Void> about(String statement, AssetRows rows) {
            return session.createNativeQuery(statement)
                    .setParameter("asset", rows.asset().id())
                    .executeUpdate()
                    .replaceWithVoid();
        }
    }

    private static String json(WebhookMessage message) {
        try {
            return Json.mapper().writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A message cannot be written as JSON", e);
        }
    }
}
