package io.darkroom.ingest.intake.direct;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.sweep.Chores;
import io.darkroom.ingest.sweep.Lead;
import io.darkroom.service.sql.Transactions;
import io.darkroom.storage.DirectUploadStore;
import io.darkroom.storage.ObjectStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/**
 * Sweeps uploads that were not completed in time: first their rows, then every staged object and
 * every upload in parts that no row speaks for, which also finds what a crash or a late sender
 * left. As with originals, nothing is touched that is older than the database.
 */
@Startup // so that its metrics can be seen before the first pass
@ApplicationScoped
class DirectUploadSweeper {
    private static final Logger LOG = Logger.getLogger(DirectUploadSweeper.class);
    private static final String CHORE = "sweep-direct-uploads";
    private static final int PAGE = 500;

    private final Chores chores;
    private final Pool pool;
    private final Transactions transactions;
    private final AssetRepository assets;
    private final DirectUploadRepository uploads;
    private final ObjectStore objects;
    private final DirectUploadStore store;
    private final Staging staging;
    private final DirectConfig config;
    private final Counter abandoned;
    private final Counter removed;

    DirectUploadSweeper(
            Chores chores,
            Pool pool,
            Transactions transactions,
            AssetRepository assets,
            DirectUploadRepository uploads,
            ObjectStore objects,
            DirectUploadStore store,
            Staging staging,
            DirectConfig config,
            MeterRegistry registry) {
        this.chores = chores;
        this.pool = pool;
        this.transactions = transactions;
        this.assets = assets;
        this.uploads = uploads;
        this.objects = objects;
        this.store = store;
        this.staging = staging;
        this.config = config;
        this.abandoned =
                Counter.builder("darkroom.direct.uploads.abandoned")
                        .description("Direct uploads that were not completed in time")
                        .register(registry);
        this.removed =
                Counter.builder("darkroom.direct.uploads.swept")
                        .description("Staged objects and uploads in parts that were removed")
                        .register(registry);
    }

    @Scheduled(
            every = "${darkroom.direct-uploads.sweep-every:10m}",
            delayed = "${darkroom.direct-uploads.sweep-every:10m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void pass() {
        chores.run(CHORE, () -> sweep(Instant.now()));
    }

    /** Sweeps what is due at this time, unless another instance does. */
    void sweep(Instant now) {
        var taken = Lead.tryTake(pool, CHORE);
        if (taken.isEmpty()) {
            return;
        }
        try (var _ = taken.get()) {
            abandoned.increment(uploads.removeAbandoned(now.minus(config.sweepAfter())));
            var _ = uploads.removeCompleted(now.minus(config.keepCompleted()));
            Instant since = transactions.run(assets::knownSince);
            removeObjects(since);
            abortParts(since);
        }
    }

    private void removeObjects(Instant since) {
        try (var listed = objects.list(staging.bucket(), Staging.PREFIX)) {
            listed.filter(entry -> !entry.lastModified().isBefore(since))
                    .map(ObjectStore.Entry::ref)
                    .filter(ref -> Staging.upload(ref).isPresent())
                    .gather(Gatherers.windowFixed(PAGE))
                    .takeWhile(_ -> !chores.stopping())
                    .forEach(page -> {
                        var open = uploads.open(page.stream().map(this::id).toList());
                        page.stream().filter(ref -> !open.contains(id(ref))).forEach(this::remove);
                    });
        }
    }

    private void abortParts(Instant since) {
        List<DirectUploadStore.Unfinished> unfinished =
                store.unfinished(staging.bucket(), Staging.PREFIX).stream()
                        .filter(upload -> !upload.begun().isBefore(since))
                        .filter(upload -> Staging.upload(upload.ref()).isPresent())
                        .toList();
        if (unfinished.isEmpty()) {
            return;
        }
        var open = uploads.open(unfinished.stream().map(upload -> id(upload.ref())).toList());
        for (var upload : unfinished) {
            if (!open.contains(id(upload.ref()))) {
                store.abortParts(upload.ref(), upload.uploadId());
                removed.increment();
                LOG.infof("An upload in parts was swept uploadId=%s", id(upload.ref()));
            }
        }
    }

    private void remove(ObjectRef ref) {
        objects.delete(ref);
        removed.increment();
        LOG.infof("A staged upload was swept uploadId=%s", id(ref));
    }

    private UUID id(ObjectRef ref) {
        return Staging.upload(ref).orElseThrow();
    }
}
