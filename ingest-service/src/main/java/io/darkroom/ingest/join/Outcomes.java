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
import io.darkroom.ingest.rules.RuleBook;
import io.darkroom.service.events.Received;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Joins what stages report into the records: what a poll brought in one transaction, so that a
 * backlog costs the database a fraction of what its outcomes would cost one by one (docs/adr/0052).
 */
@ApplicationScoped
class Outcomes {
    private static final Logger LOG = Logger.getLogger(Outcomes.class);

    private final Transactions transactions;
    private final Inbox inbox;
    private final AssetRepository assets;
    private final Settlement settlement;
    private final RuleBook rules;
    private final Strays strays;
    private final MissingHashes hashes;

    Outcomes(
            Transactions transactions,
            Inbox inbox,
            AssetRepository assets,
            Settlement settlement,
            RuleBook rules,
            Strays strays,
            MissingHashes hashes) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.assets = assets;
        this.settlement = settlement;
        this.rules = rules;
        this.strays = strays;
        this.hashes = hashes;
    }

    /** Applies outcomes in their order, each unless it was applied before: all or none. */
    Uni<Void> apply(List<Received<StageFinished>> outcomes) {
        var byId = new LinkedHashMap<String, Received<StageFinished>>();
        outcomes.forEach(outcome -> byId.putIfAbsent(outcome.event().id(), outcome));
        return transactions.begin(session -> {
            // Written once, at the end, and not looked through before every query.
            session.setFlushMode(FlushMode.MANUAL).setBatchSize(byId.size());
            return inbox.areNew(session, Inbox.JOIN, byId.keySet())
                    .chain(isNew -> join(session, of(byId, isNew)))
                    .chain(session::flush);
        });
    }

    private static List<Received<StageFinished>> of(
            Map<String, Received<StageFinished>> byId, Set<String> isNew) {
        return byId.values().stream()
                .filter(outcome -> isNew.contains(outcome.event().id()))
                .toList();
    }

    private Uni<Void> join(Mutiny.Session session, List<Received<StageFinished>> outcomes) {
        if (outcomes.isEmpty()) {
            return done();
        }
        var ids =
                outcomes.stream()
                        .map(outcome -> outcome.event().data().assetId())
                        .collect(Collectors.toSet());
        var inForce = rules.in(session);
        return assets.lockAll(session, ids)
                .chain(found ->
                        Multi.createFrom()
                                .iterable(outcomes)
                                .onItem()
                                .transformToUniAndConcatenate(outcome ->
                                        outcome.traced(() ->
                                                join(session, outcome.event(), found, inForce)))
                                .collect()
                                .last()
                                .invoke(() -> found.values().forEach(assets::changed))
                                .replaceWithVoid());
    }

    private Uni<Void> join(
            Mutiny.Session session,
            CloudEvent<StageFinished> event,
            Map<UUID, AssetRows> locked,
            RuleBook.Reading inForce) {
        StageFinished finished = event.data();
        var found = Optional.ofNullable(locked.get(finished.assetId()));
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
            return settlement.settle(session, found.get(), inForce, Instant.now());
        }
        row.end(
                finished.outcome(),
                finished.generation(),
                finished.attempts(),
                finished.durationMs(),
                event.time());
        takeHash(found.get().asset(), finished);
        return settlement.settle(session, found.get(), inForce, Instant.now());
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
