package io.darkroom.ingest.join;

import io.darkroom.contracts.AssetEnriched;
import io.darkroom.contracts.AssetWithdrawn;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Event;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.Topics;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.AssetState.InReview;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.FanOut;
import io.darkroom.ingest.asset.ReviewRecord;
import io.darkroom.ingest.asset.WayOut;
import io.darkroom.ingest.asset.WaysOut;
import io.darkroom.ingest.asset.Withdrawal;
import io.darkroom.service.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the world hears when an asset enters a state. */
@ApplicationScoped
class Announcements {
    private final Outbox outbox;
    private final WaysOut waysOut;

    Announcements(Outbox outbox, WaysOut waysOut) {
        this.outbox = outbox;
        this.waysOut = waysOut;
    }

    /** Announces, in this transaction, on the topics and on every other way out. */
    WayOut.Telling in(Mutiny.Session session) {
        WayOut.Telling others = waysOut.in(session);
        return (rows, before) ->
                onTopics(session, rows, before).chain(() -> others.entered(rows, before));
    }

    private Uni<Void> onTopics(Mutiny.Session session, AssetRows rows, AssetState before) {
        return switch (rows.asset().state()) {
            case Published _ -> enriched(session, rows);
            // Fail closed: what is looked at again is out of the shops until it is cleared.
            case InReview _ when before instanceof Published ->
                    withdrawn(session, rows).chain(() -> reviewRequested(session, rows));
            case InReview _ -> reviewRequested(session, rows);
            case AssetState.Withdrawn _ -> withdrawn(session, rows);
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> enriched(Mutiny.Session session, AssetRows rows) {
        return send(
                session,
                Topics.ASSET_ENRICHED,
                idOf(rows, "enriched"),
                rows,
                new AssetEnriched(rows.record()));
    }

    private Uni<Void> withdrawn(Mutiny.Session session, AssetRows rows) {
        AssetEntity asset = rows.asset();
        Withdrawal withdrawal = asset.withdrawal();
        var event =
                new AssetWithdrawn(
                        asset.id(),
                        asset.tenant(),
                        asset.revision(),
                        withdrawal == null
                                ? "The asset is " + asset.state().name()
                                : withdrawal.reason(),
                        asset.updatedAt());
        return send(session, Topics.ASSET_ENRICHED, idOf(rows, "withdrawn"), rows, event);
    }

    private Uni<Void> reviewRequested(Mutiny.Session session, AssetRows rows) {
        AssetEntity asset = rows.asset();
        ReviewRecord review = asset.review();
        if (review == null) {
            throw new IllegalStateException("Asset " + asset.id() + " waits for no review");
        }
        var event =
                new ReviewRequested(
                        review.id(),
                        asset.id(),
                        asset.tenant(),
                        asset.revision(),
                        review.reasons(),
                        review.ruleVersion(),
                        rows.record(),
                        asset.object(),
                        variants(rows),
                        review.requiredApprovals());
        return send(session, Topics.REVIEW_REQUESTED, review.id(), rows, event);
    }

    private static Map<String, ObjectRef> variants(AssetRows rows) {
        return rows.stages().stream()
                .flatMap(row -> row.result().stream())
                .flatMap(result -> result.variants().stream())
                .collect(Collectors.toMap(StoredVariant::name, StoredVariant::object, (a, _) -> a));
    }

    /** The same fact has the same id, so that a repeat is recognised. */
    private static UUID idOf(AssetRows rows, String fact) {
        return EventIds.of(rows.asset().id() + "/" + fact + "/" + rows.asset().revision());
    }

    private Uni<Void> send(
            Mutiny.Session session, String topic, UUID id, AssetRows rows, Event event) {
        return outbox.append(
                session, topic, CloudEvent.of(id, FanOut.SOURCE, rows.asset().updatedAt(), event));
    }
}
