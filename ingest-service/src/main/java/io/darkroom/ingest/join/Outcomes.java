package io.darkroom.ingest.join;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.ingest.asset.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Joins what stages report into the record: one transaction for each outcome. */
@ApplicationScoped
class Outcomes {
    private static final Logger LOG = Logger.getLogger(Outcomes.class);

    private final Transactions transactions;
    private final Inbox inbox;
    private final AssetRepository assets;
    private final Settlement settlement;
    private final Strays strays;
    private final MissingHashes hashes;

    Outcomes(
            Transactions transactions,
            Inbox inbox,
            AssetRepository assets,
            Settlement settlement,
            Strays strays,
            MissingHashes hashes) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.assets = assets;
        this.settlement = settlement;
        this.strays = strays;
        this.hashes = hashes;
    }

    /** Applies an outcome, unless it was applied before. */
    Uni<Void> apply(CloudEvent<StageFinished> event) {
        return transactions.begin(session ->
                inbox.isNew(session, Inbox.JOIN, event.id())
                        .chain(isNew -> isNew ? join(session, event) : done()));
    }

    private Uni<Void> join(Mutiny.Session session, CloudEvent<StageFinished> event) {
        return assets.lock(session, event.data().assetId())
                .chain(rows -> join(session, event, rows));
    }

    private Uni<Void> join(
            Mutiny.Session session, CloudEvent<StageFinished> event, Optional<AssetRows> found) {
        StageFinished finished = event.data();
        var stage = found.flatMap(rows -> rows.stage(finished.stage()));
        if (found.isEmpty() || stage.isEmpty()) {
            LOG.warnf(
                    "An outcome belongs to no planned stage assetId=%s stage=%s eventId=%s",
                    finished.assetId(), finished.stage(), event.id());
            return found.isEmpty() ? strays.heardOf(session, finished.assetId()) : done();
        }
        StageEntity row = stage.get();
        if (!OutcomeRule.counts(row.status(), row.generation(), row.runBegan(), finished)) {
            return done();
        }
        if (finished.outcome() instanceof StageOutcome.Deferred deferred) {
            row.defer(deferred);
            return settlement.settle(session, found.get(), Instant.now());
        }
        row.end(
                finished.outcome(),
                finished.generation(),
                finished.attempts(),
                finished.durationMs(),
                event.time());
        takeHash(found.get().asset(), finished);
        return settlement.settle(session, found.get(), Instant.now());
    }

    /** Whoever crops has the hash at hand (ADR 0049); without crops it is taken here. */
    private void takeHash(AssetEntity asset, StageFinished finished) {
        if (finished.stage() != Stage.SMART_CROP || !asset.hashDue()) {
            return;
        }
        if (finished.outcome() instanceof StageOutcome.Succeeded done
                && done.result() instanceof StageResult.Cropped cropped
                && cropped.perceptualHash() != null) {
            asset.hashed(cropped.perceptualHash());
        } else {
            hashes.add(asset.id());
        }
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }
}
