package io.darkroom.ingest.join;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.EventIds;
import io.darkroom.contracts.Finding;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.AssetState.Enriching;
import io.darkroom.ingest.asset.AssetState.InReview;
import io.darkroom.ingest.asset.AssetState.Open;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.AssetState.Undecided;
import io.darkroom.ingest.asset.ReviewRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Brings an asset whose stages changed to where it belongs: on to the next revision, and, once no
 * stage is pending, on to a reviewer or to everybody.
 */
@ApplicationScoped
public class Settlement {
    private final AssetRepository assets;
    private final Announcements announcements;

    Settlement(AssetRepository assets, Announcements announcements) {
        this.assets = assets;
        this.announcements = announcements;
    }

    /** Settles an asset that this transaction has locked and whose stages it has changed. */
    public Uni<Void> settle(Mutiny.Session session, AssetRows rows, Instant now) {
        return switch (rows.asset().state()) {
            case Undecided undecided when !rows.pending() -> decide(session, rows, undecided, now);
            case Open open -> enter(session, rows, open.changed(), now);
            case AssetState.Failed _, AssetState.Erased _ -> Uni.createFrom().voidItem();
        };
    }

    /** Enters a state, tells whoever must know, and tells the watchers of the record. */
    Uni<Void> enter(Mutiny.Session session, AssetRows rows, AssetState next, Instant now) {
        AssetState before = rows.asset().state();
        rows.asset().enter(next, now);
        return announcements.of(session, rows, before).chain(() -> assets.changed(session, rows));
    }

    private Uni<Void> decide(
            Mutiny.Session session, AssetRows rows, Undecided undecided, Instant now) {
        return switch (ReviewPolicy.decide(rows.record())) {
            case Decision.Publish _ -> publish(session, rows, undecided, now);
            case Decision.Review(var reasons) -> askPerson(session, rows, undecided, reasons, now);
            case Decision.Hold _ -> enter(session, rows, undecided.changed(), now);
            case Decision.Unusable _ -> giveUp(session, rows, undecided, now);
        };
    }

    private Uni<Void> publish(
            Mutiny.Session session, AssetRows rows, Undecided undecided, Instant now) {
        return switch (undecided) {
            case Enriching enriching -> enter(session, rows, enriching.publish(), now);
            case Published published -> enter(session, rows, published.changed(), now);
            // What a person was asked to see, only a person lets through.
            case InReview waiting -> askPerson(session, rows, waiting, reasons(rows.asset()), now);
        };
    }

    private static List<Finding> reasons(AssetEntity asset) {
        ReviewRecord review = asset.review();
        if (review == null) {
            throw new IllegalStateException("Asset " + asset.id() + " waits for no review");
        }
        return review.reasons();
    }

    private Uni<Void> askPerson(
            Mutiny.Session session,
            AssetRows rows,
            Undecided undecided,
            List<Finding> reasons,
            Instant now) {
        InReview next = undecided.askPerson();
        rows.asset()
                .review(
                        new ReviewRecord(
                                EventIds.review(rows.asset().id(), next.revision()),
                                next.revision(),
                                Asset.ReviewState.PENDING,
                                reasons,
                                ReviewPolicy.VERSION,
                                null,
                                null));
        return enter(session, rows, next, now);
    }

    private Uni<Void> giveUp(
            Mutiny.Session session, AssetRows rows, Undecided undecided, Instant now) {
        AssetState next =
                undecided instanceof Enriching enriching ? enriching.fail() : undecided.changed();
        return enter(session, rows, next, now);
    }
}
