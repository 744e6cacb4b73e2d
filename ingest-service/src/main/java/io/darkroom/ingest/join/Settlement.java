package io.darkroom.ingest.join;

import io.darkroom.contracts.EventIds;
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
import io.darkroom.ingest.asset.WayOut;
import io.darkroom.ingest.rules.RuleBook;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Brings an asset whose stages changed to where it belongs: on to the next revision, and, once no
 * stage is pending, on to a reviewer or to everybody.
 */
@ApplicationScoped
public class Settlement {
    private final AssetRepository assets;
    private final Announcements announcements;
    private final RuleBook rules;

    Settlement(AssetRepository assets, Announcements announcements, RuleBook rules) {
        this.assets = assets;
        this.announcements = announcements;
        this.rules = rules;
    }

    /**
     * What one transaction settles its assets with.
     *
     * @param rules that it decides by, each read once
     * @param out whom it tells, each asked once whether they want to hear
     */
    record In(RuleBook.Reading rules, WayOut.Telling out) {}

    /** For a transaction that settles several assets. */
    In in(Mutiny.Session session) {
        return new In(rules.in(session), announcements.in(session));
    }

    /** Settles an asset that this transaction has locked and whose stages it has changed. */
    public Uni<Void> settle(Mutiny.Session session, AssetRows rows, Instant now) {
        assets.changed(rows);
        return settle(in(session), rows, now);
    }

    /**
     * The same, once of several times in the transaction: writing what changed is left to the
     * caller.
     */
    Uni<Void> settle(In in, AssetRows rows, Instant now) {
        return switch (rows.asset().state()) {
            case Undecided undecided when isComplete(rows) -> decide(in, rows, undecided, now);
            case Open open -> go(in, rows, open.changed(), now);
            case AssetState.Failed _, AssetState.Erased _ -> Uni.createFrom().voidItem();
        };
    }

    /** What is decided about, and told of, is whole: no stage pending, and hashed. */
    private static boolean isComplete(AssetRows rows) {
        return !rows.pending() && !rows.asset().hashDue();
    }

    /**
     * Takes over what a person wrote into an asset that this transaction has locked: what is
     * published stays so, and what waits for a reviewer is to be seen as it is now.
     */
    public Uni<Void> amend(Mutiny.Session session, AssetRows rows, Instant now) {
        assets.changed(rows);
        In in = in(session);
        return switch (rows.asset().state()) {
            case InReview waiting -> publish(in, rows, waiting, now);
            case Open open -> go(in, rows, open.changed(), now);
            case AssetState.Failed _, AssetState.Erased _ -> Uni.createFrom().voidItem();
        };
    }

    /**
     * A stage of an asset that this transaction has locked runs again. Readers of the record see it
     * at once, subscribers what comes of it.
     */
    public Uni<Void> reran(Mutiny.Session session, AssetRows rows, Instant now) {
        assets.changed(rows);
        In in = in(session);
        return switch (rows.asset().state()) {
            case InReview waiting -> publish(in, rows, waiting, now);
            case AssetState.Failed failed -> go(in, rows, failed.reopen(), now);
            case Open open -> {
                rows.asset().enter(open.changed(), now);
                yield Uni.createFrom().voidItem();
            }
            case AssetState.Erased _ -> Uni.createFrom().voidItem();
        };
    }

    /** Enters a state, and tells whoever must know. */
    public Uni<Void> enter(Mutiny.Session session, AssetRows rows, AssetState next, Instant now) {
        assets.changed(rows);
        return go(in(session), rows, next, now);
    }

    private Uni<Void> go(In in, AssetRows rows, AssetState next, Instant now) {
        AssetState before = rows.asset().state();
        rows.asset().enter(next, now);
        return in.out.entered(rows, before);
    }

    private Uni<Void> decide(In in, AssetRows rows, Undecided undecided, Instant now) {
        AssetEntity asset = rows.asset();
        return in.rules
                .inForce(asset.tenant(), asset.request().preset())
                .map(found -> ReviewPolicy.decide(rows.record(), found))
                .chain(decision ->
                        switch (decision) {
                            case Decision.Publish _ -> publish(in, rows, undecided, now);
                            case Decision.Review review ->
                                    askPerson(in, rows, undecided, review, now);
                            case Decision.Hold _ -> go(in, rows, undecided.changed(), now);
                            case Decision.Unusable _ -> giveUp(in, rows, undecided, now);
                        });
    }

    private Uni<Void> publish(In in, AssetRows rows, Undecided undecided, Instant now) {
        return switch (undecided) {
            case Enriching enriching -> go(in, rows, enriching.publish(), now);
            case Published published -> go(in, rows, published.changed(), now);
            // What a person was asked to see, only a person lets through.
            case InReview waiting -> askPerson(in, rows, waiting, asked(rows.asset()), now);
        };
    }

    private static Decision.Review asked(AssetEntity asset) {
        ReviewRecord review = asset.review();
        if (review == null) {
            throw new IllegalStateException("Asset " + asset.id() + " waits for no review");
        }
        return new Decision.Review(review.reasons(), review.ruleVersion(), review.approvals());
    }

    private Uni<Void> askPerson(
            In in, AssetRows rows, Undecided undecided, Decision.Review asked, Instant now) {
        InReview next = undecided.askPerson();
        rows.asset()
                .review(
                        ReviewRecord.pending(
                                EventIds.review(rows.asset().id(), next.revision()),
                                next.revision(),
                                asked.reasons(),
                                asked.ruleVersion(),
                                asked.approvals()));
        return go(in, rows, next, now);
    }

    private Uni<Void> giveUp(In in, AssetRows rows, Undecided undecided, Instant now) {
        AssetState next =
                undecided instanceof Enriching enriching ? enriching.fail() : undecided.changed();
        return go(in, rows, next, now);
    }
}
