package io.darkroom.ingest.deadletter;

import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageStatus.Status;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.FanOut;
import io.darkroom.ingest.sql.Sql;
import io.darkroom.ingest.sweep.Chores;
import io.darkroom.service.outbox.Outbox;
import io.darkroom.service.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends queued letters again, one transaction each. What a stage gave up is asked for anew, from
 * the record as it is now: the stage stays failed until it succeeds, so that a repair is one
 * revision. Everything else is sent as it was. Any number of instances may do so at once.
 */
@ApplicationScoped
class Replayer {
    private static final Logger LOG = Logger.getLogger(Replayer.class);
    private static final int AT_ONCE = 100;

    private final Chores chores;
    private final Sql sql;
    private final Transactions transactions;
    private final AssetRepository assets;
    private final FanOut fanOut;
    private final Outbox outbox;

    Replayer(
            Chores chores,
            Sql sql,
            Transactions transactions,
            AssetRepository assets,
            FanOut fanOut,
            Outbox outbox) {
        this.chores = chores;
        this.sql = sql;
        this.transactions = transactions;
        this.assets = assets;
        this.fanOut = fanOut;
        this.outbox = outbox;
    }

    /** A letter that waits, and the asset to lock before it: erasures lock in that order. */
    private record Queued(UUID id, @Nullable UUID asset) {}

    @Scheduled(
            every = "${darkroom.dead-letters.replay-every:1s}",
            delayed = "${darkroom.dead-letters.replay-every:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void replay() {
        chores.run("replay-dead-letters", this::replayQueued);
    }

    private void replayQueued() {
        var failures = new ArrayList<RuntimeException>();
        var after = new UUID(0, 0);
        List<Queued> page;
        do {
            page =
                    sql.query(
                            "SELECT id, asset_id FROM {schema}.dead_letter WHERE state = 'QUEUED'"
                                    + " AND id > $1 ORDER BY id LIMIT $2",
                            row -> new Queued(row.getUUID(0), row.getUUID(1)),
                            after,
                            AT_ONCE);
            for (Queued letter : page) {
                if (chores.stopping()) {
                    return;
                }
                try {
                    transactions.<Void>run(session -> replay(session, letter));
                } catch (RuntimeException e) {
                    failures.add(e);
                }
                after = letter.id();
            }
        } while (page.size() == AT_ONCE);
        if (!failures.isEmpty()) {
            LOG.warnf(
                    "Dead letters wait for the next pass count=%d, one because of %s",
                    failures.size(), failures.getFirst());
        }
    }

    private Uni<Void> replay(Mutiny.Session session, Queued queued) {
        Uni<Optional<AssetRows>> locked =
                queued.asset() == null
                        ? Uni.createFrom().item(Optional.empty())
                        : assets.lock(session, queued.asset());
        return locked.chain(rows ->
                session.find(DeadLetterEntity.class, queued.id(), LockModeType.PESSIMISTIC_WRITE)
                        .chain(letter ->
                                letter == null || !letter.queued()
                                        ? Uni.createFrom().voidItem()
                                        : replay(session, letter, rows)));
    }

    private Uni<Void> replay(
            Mutiny.Session session, DeadLetterEntity letter, Optional<AssetRows> rows) {
        letter.replayed(Instant.now());
        Stage stage = letter.stage();
        if (stage == null || letter.assetId() == null) {
            return letter.record()
                    .map(record -> outbox.append(session, record))
                    .orElseGet(() -> Uni.createFrom().voidItem());
        }
        var failed =
                rows.flatMap(asset -> asset.stage(stage))
                        .filter(row ->
                                row.status() == Status.FAILED || row.status() == Status.TIMED_OUT);
        if (failed.isEmpty()) {
            LOG.infof("A dead letter was settled meanwhile assetId=%s", letter.assetId());
            return Uni.createFrom().voidItem();
        }
        return fanOut.again(
                session, rows.orElseThrow(), failed.get(), letter.lane(), letter.replays());
    }
}
