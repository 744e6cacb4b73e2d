package io.darkroom.ingest.backlog;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Deadlines;
import io.darkroom.ingest.asset.FanOut;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.ingest.join.Settlement;
import io.darkroom.ingest.sweep.Chores;
import io.darkroom.service.sql.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Sends again, within seconds, what a broker dropped: a share group has a limit of deliveries, to
 * which instances that are killed bring records that nobody ever saw (docs/adr/0057).
 *
 * <p>A run was dropped where its stage and the join have done with all that was sent out up to a
 * later time, and it has no outcome. Where that is wrong, as when clocks differ, the stage finds
 * the outcome that it stored and reports it once more.
 *
 * <p>That is done once for each run. What is dropped after that, and what no stage reads, is the
 * sweeper's once it is overdue. Any number of instances may look at once.
 */
@ApplicationScoped
class DroppedWork {
    private static final Logger LOG = Logger.getLogger(DroppedWork.class);
    private static final int AT_ONCE = 200;

    private final Chores chores;
    private final OwedWork owed;
    private final StageProgress progress;
    private final Backlogs backlogs;
    private final Transactions transactions;
    private final AssetRepository assets;
    private final FanOut fanOut;
    private final Settlement settlement;
    private final Deadlines deadlines;
    private final Map<Stage, Counter> dropped = new EnumMap<>(Stage.class);

    DroppedWork(
            Chores chores,
            OwedWork owed,
            StageProgress progress,
            Backlogs backlogs,
            Transactions transactions,
            AssetRepository assets,
            FanOut fanOut,
            Settlement settlement,
            Deadlines deadlines,
            MeterRegistry registry) {
        this.chores = chores;
        this.owed = owed;
        this.progress = progress;
        this.backlogs = backlogs;
        this.transactions = transactions;
        this.assets = assets;
        this.fanOut = fanOut;
        this.settlement = settlement;
        this.deadlines = deadlines;
        for (Stage stage : Stage.values()) {
            dropped.put(
                    stage,
                    Counter.builder("darkroom.stage.dropped")
                            .description("Runs that the broker dropped and that were sent again")
                            .tag("stage", stage.id())
                            .register(registry));
        }
    }

    @Scheduled(
            every = "${darkroom.sweep.dropped-every:3s}",
            delayed = "${darkroom.sweep.dropped-every:3s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        if (deadlines.resends() > 0) {
            chores.run("look-for-dropped-work", this::lookEverywhere);
        }
    }

    private void lookEverywhere() {
        try {
            for (Way way : Way.all()) {
                look(way);
            }
        } catch (ExecutionException e) {
            // Each question waits for ten seconds where the broker is away.
            LOG.debugf("The broker does not say how far stages are; error=%s", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Way way) throws ExecutionException, InterruptedException {
        if (owed.to(way.stage()) == 0) {
            progress.forget(way);
        } else {
            progress.doneUntil(way).ifPresent(time -> sendAgain(way, time));
        }
    }

    private void sendAgain(Way way, Instant sentBefore) {
        List<UUID> found;
        int failed;
        do {
            found = backlogs.sentOnce(way.stage(), way.lane(), sentBefore, AT_ONCE);
            failed = 0;
            for (UUID asset : found) {
                try {
                    if (transactions.run(session -> sendAgain(session, asset, way, sentBefore))) {
                        LOG.warnf(
                                "The broker dropped work, which is sent again stage=%s assetId=%s",
                                way.stage(), asset);
                        Objects.requireNonNull(dropped.get(way.stage())).increment();
                    }
                } catch (RuntimeException e) {
                    failed++;
                    LOG.warnf(
                            "Work that the broker dropped is left to the sweeper assetId=%s"
                                    + " cause=%s",
                            asset, e);
                }
            }
        } while (found.size() == AT_ONCE && failed < AT_ONCE && !chores.stopping());
    }

    private Uni<Boolean> sendAgain(
            Mutiny.Session session, UUID asset, Way way, Instant sentBefore) {
        return assets.lock(session, asset)
                .chain(found ->
                        found.isEmpty()
                                ? Uni.createFrom().item(false)
                                : sendAgain(session, found.get(), way, sentBefore));
    }

    /** Another instance may have done it, or the outcome have come, since it was found. */
    private Uni<Boolean> sendAgain(
            Mutiny.Session session, AssetRows rows, Way way, Instant sentBefore) {
        Instant dueBefore = sentBefore.plus(deadlines.deadline(way.lane()));
        List<StageEntity> again =
                rows.stages().stream()
                        .filter(row -> row.stage() == way.stage() && row.pending())
                        .filter(row -> row.resends() == 0 && row.outcome() == null)
                        .filter(row -> row.dueAt().isBefore(dueBefore))
                        .toList();
        if (again.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        Instant now = Instant.now();
        // What a backfill lost must not come before what somebody waits for.
        again.forEach(row -> row.resend(now.plus(deadlines.deadline(way.lane()))));
        return fanOut.send(session, rows, again, way.lane())
                .chain(() -> settlement.settle(session, rows, now))
                .replaceWith(true);
    }
}
