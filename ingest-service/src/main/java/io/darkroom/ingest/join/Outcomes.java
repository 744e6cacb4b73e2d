package io.darkroom.ingest.join;

import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.JoinedAssets;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.service.events.Received;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    private final JoinedAssets assets;
    private final Settlement settlement;
    private final Strays strays;
    private final MissingHashes hashes;

    Outcomes(
            Transactions transactions,
            Inbox inbox,
            JoinedAssets assets,
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
        return assets.lock(session, ids)
                .map(locked -> new Joining(session, locked, settlement.in(session)))
                .chain(joining ->
                        Multi.createFrom()
                                .iterable(outcomes)
                                .onItem()
                                .transformToUniAndConcatenate(outcome ->
                                        outcome.traced(() -> joining.join(outcome.event())))
                                .collect()
                                .last()
                                .chain(joining::write));
    }

    /** The outcomes of one transaction, on their way into the assets that it has locked. */
    private final class Joining {
        private final Mutiny.Session session;
        private final Map<UUID, AssetRows> locked;
        private final Settlement.In settling;
        private final Map<UUID, AssetRows> changed = new LinkedHashMap<>();
        private final Set<StageEntity> changedStages = new LinkedHashSet<>();

        private Joining(
                Mutiny.Session session, Map<UUID, AssetRows> locked, Settlement.In settling) {
            this.session = session;
            this.locked = locked;
            this.settling = settling;
        }

        private Uni<Void> join(CloudEvent<StageFinished> event) {
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
            AssetRows rows = found.get();
            if (finished.outcome() instanceof StageOutcome.Deferred deferred) {
                row.defer(deferred);
            } else {
                row.end(
                        finished.outcome(),
                        finished.generation(),
                        finished.attempts(),
                        finished.durationMs(),
                        event.time());
                takeHash(rows.asset(), finished);
            }
            changed.put(finished.assetId(), rows);
            changedStages.add(row);
            return settlement.settle(settling, rows, Instant.now());
        }

        private Uni<Void> write() {
            return assets.write(session, changed.values(), changedStages);
        }
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
