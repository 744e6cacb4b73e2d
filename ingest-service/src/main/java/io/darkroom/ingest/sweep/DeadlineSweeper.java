package io.darkroom.ingest.sweep;

import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Deadlines;
import io.darkroom.ingest.asset.FanOut;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.ingest.join.Settlement;
import io.darkroom.ingest.steering.Steering;
import io.darkroom.service.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Sends the work of overdue stages out again, and ends them as timed out once that was done often
 * enough: no asset waits for ever, and no record that a broker dropped is lost.
 *
 * <p>What a person paused is not overdue: it is put off, for as long as the pause lasts.
 *
 * <p>Any number of instances may sweep at once: each asset is locked and looked at again before it
 * is touched.
 */
@ApplicationScoped
class DeadlineSweeper implements Reconciler {
    private static final Logger LOG = Logger.getLogger(DeadlineSweeper.class);
    private static final int AT_ONCE = 200;

    private final Chores chores;
    private final Transactions transactions;
    private final AssetRepository assets;
    private final FanOut fanOut;
    private final Settlement settlement;
    private final Deadlines deadlines;
    private final Steering steering;

    /** How many stand before all others and cannot be swept: no number of them is in the way. */
    private final AtomicInteger failing = new AtomicInteger();

    DeadlineSweeper(
            Chores chores,
            Transactions transactions,
            AssetRepository assets,
            FanOut fanOut,
            Settlement settlement,
            Deadlines deadlines,
            Steering steering) {
        this.chores = chores;
        this.transactions = transactions;
        this.assets = assets;
        this.fanOut = fanOut;
        this.settlement = settlement;
        this.deadlines = deadlines;
        this.steering = steering;
    }

    @Scheduled(
            every = "${darkroom.sweep.every:10s}",
            delayed = "${darkroom.sweep.every:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        chores.run("sweep", this::sweepOverdue);
    }

    @Override
    public String compares() {
        return "overdue stages";
    }

    @Override
    public Result reconcileNow() {
        return sweepOverdue();
    }

    private Result sweepOverdue() {
        Instant now = Instant.now();
        Set<Stage> paused = transactions.run(steering::paused);
        int passed = failing.get();
        var overdue = transactions.run(session -> assets.overdue(session, now, passed, AT_ONCE));
        int failed = 0;
        for (UUID asset : overdue) {
            if (chores.stopping()) {
                return Result.PARTLY;
            }
            try {
                transactions.<Void>run(session -> sweep(session, asset, paused, now));
            } catch (RuntimeException e) {
                failed++;
                LOG.warnf(
                        "An overdue asset is left to a later sweep assetId=%s cause=%s", asset, e);
            }
        }
        // Those that failed are tried again once all others had their turn.
        failing.set(overdue.size() < AT_ONCE ? 0 : passed + failed);
        return failed == 0 && overdue.size() < AT_ONCE ? Result.DONE : Result.PARTLY;
    }

    private Uni<Void> sweep(Mutiny.Session session, UUID asset, Set<Stage> paused, Instant now) {
        return assets.lock(session, asset)
                .chain(found ->
                        found.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : sweep(session, found.get(), paused, now));
    }

    private Uni<Void> sweep(
            Mutiny.Session session, AssetRows rows, Set<Stage> paused, Instant now) {
        Duration deadline = deadlines.deadline(rows.asset().lane());
        var due =
                rows.stages().stream()
                        .filter(row -> row.pending() && row.dueAt().isBefore(now))
                        .collect(Collectors.partitioningBy(row -> paused.contains(row.stage())));
        due.getOrDefault(true, List.of()).forEach(row -> row.putOff(now.plus(deadline)));
        List<StageEntity> overdue = due.getOrDefault(false, List.of());
        if (overdue.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var again = overdue.stream().filter(row -> row.resends() < deadlines.resends()).toList();
        again.forEach(row -> row.resend(now.plus(deadline)));
        overdue.stream()
                .filter(row -> !again.contains(row))
                .forEach(row -> row.timeOut(timedOut(row, deadline), now));
        LOG.infof(
                "Stages are overdue assetId=%s sentAgain=%d timedOut=%d",
                rows.asset().id(), again.size(), overdue.size() - again.size());
        return (again.isEmpty() ? Uni.createFrom().voidItem() : fanOut.send(session, rows, again))
                .chain(() -> settlement.settle(session, rows, now));
    }

    private StageOutcome.Failed timedOut(StageEntity row, Duration deadline) {
        return new StageOutcome.Failed(
                Failure.of(
                        "stage-timed-out",
                        "The stage did not end in time",
                        "The work was sent out %d times, with %d s each, and nothing came back"
                                .formatted(row.generation(), deadline.toSeconds())));
    }
}
