package io.darkroom.ingest.join;

import io.darkroom.contracts.Asset.ReviewState;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.ReviewDecided;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState;
import io.darkroom.ingest.asset.AssetState.InReview;
import io.darkroom.ingest.asset.ReviewRecord;
import io.darkroom.ingest.asset.Transactions;
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
        if (found.isPresent()
                && found.get().asset().state() instanceof InReview waiting
                && waiting.revision() == decided.revision()) {
            var rows = found.get();
            remember(rows.asset(), decided);
            AssetState next =
                    switch (decided.verdict()) {
                        case APPROVE -> waiting.approve();
                        case REJECT -> waiting.reject();
                    };
            return settlement.enter(session, rows, next, Instant.now());
        }
        LOG.warnf(
                "A verdict is about a revision that no longer waits assetId=%s reviewId=%s"
                        + " revision=%d",
                decided.assetId(), decided.reviewId(), decided.revision());
        return Uni.createFrom().voidItem();
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
