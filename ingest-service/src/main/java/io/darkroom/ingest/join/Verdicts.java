package io.darkroom.ingest.join;

import io.darkroom.contracts.Asset.ReviewState;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.ReviewDecided;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.AssetState.InReview;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.AssetState.Rejected;
import io.darkroom.ingest.asset.AssetState.Withdrawn;
import io.darkroom.ingest.asset.ReviewRecord;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Applies what reviewers decided: one transaction for each verdict. */
@ApplicationScoped
class Verdicts {
    private static final Logger LOG = Logger.getLogger(Verdicts.class);

    private final Transactions transactions;
    private final Inbox inbox;
    private final AssetRepository assets;
    private final Settlement settlement;

    Verdicts(
            Transactions transactions, Inbox inbox, AssetRepository assets, Settlement settlement) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.assets = assets;
        this.settlement = settlement;
    }

    /** Applies a verdict, unless it was applied before or is about another revision. */
    Uni<Void> apply(CloudEvent<ReviewDecided> event) {
        return transactions.begin(session ->
                inbox.isNew(session, Inbox.DECISIONS, event.id())
                        .chain(isNew ->
                                isNew
                                        ? decide(session, event.data())
                                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> decide(Mutiny.Session session, ReviewDecided decided) {
        return assets.lock(session, decided.assetId())
                .chain(found -> decide(session, decided, found));
    }

    private Uni<Void> decide(
            Mutiny.Session session, ReviewDecided decided, Optional<AssetRows> found) {
        var next = found.flatMap(rows -> next(rows.asset(), decided));
        if (found.isPresent() && next.isPresent()) {
            var rows = found.get();
            remember(rows.asset(), decided);
            return settlement.enter(session, rows, next.get(), Instant.now());
        }
        LOG.warnf(
                "A verdict is about a revision that no longer waits assetId=%s reviewId=%s"
                        + " revision=%d",
                decided.assetId(), decided.reviewId(), decided.revision());
        return Uni.createFrom().voidItem();
    }

    private static Optional<AssetState> next(AssetEntity asset, ReviewDecided decided) {
        if (asset.state() instanceof InReview waiting && waiting.revision() == decided.revision()) {
            return Optional.of(
                    switch (decided.verdict()) {
                        case APPROVE -> waiting.approve();
                        case REJECT -> waiting.reject();
                    });
        }
        ReviewRecord review = asset.review();
        boolean overrules =
                decided.overrules() != null
                        && review != null
                        && review.id().equals(decided.reviewId());
        return overrules ? overruled(asset.state(), decided.verdict()) : Optional.empty();
    }

    /** What becomes of an asset whose latest decision is overruled; nothing while it moves on. */
    private static Optional<AssetState> overruled(AssetState state, ReviewDecided.Verdict verdict) {
        boolean yes = verdict == ReviewDecided.Verdict.APPROVE;
        return switch (state) {
            case Published published ->
                    Optional.of(yes ? published.changed() : published.withdraw());
            case Rejected rejected -> Optional.of(yes ? rejected.approve() : rejected.changed());
            case Withdrawn withdrawn ->
                    Optional.of(yes ? withdrawn.publish() : withdrawn.changed());
            default -> Optional.empty();
        };
    }

    private static void remember(AssetEntity asset, ReviewDecided decided) {
        ReviewRecord review = asset.review();
        if (review != null) {
            asset.review(
                    review.decided(
                            switch (decided.verdict()) {
                                case APPROVE -> ReviewState.APPROVED;
                                case REJECT -> ReviewState.REJECTED;
                            },
                            decided.decidedBy(),
                            decided.decidedAt()));
        }
        asset.edit(
                asset.edits()
                        .withCaptions(decided.captions())
                        .withTags(decided.tags())
                        .withWithheld(Set.copyOf(decided.withheldVariants())));
    }
}
