package io.darkroom.ingest.sweep;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.service.sql.Transactions;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
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
import java.util.regex.Pattern;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/**
 * Removes originals that no asset owns. An upload stores its object first, so one that is
 * interrupted before its row is written leaves an object behind.
 *
 * <p>An object is removed only where this database can know that it has no asset: it has the form
 * of key that uploads write, it is older than {@link ReconcileConfig#orphanAge}, and it is no older
 * than the database. Otherwise an empty database that is pointed at a bucket in use would empty the
 * bucket.
 */
@Startup // so that its metric can be seen before the first pass
@ApplicationScoped
class OrphanReconciler implements Reconciler {
    private static final Logger LOG = Logger.getLogger(OrphanReconciler.class);
    private static final String CHORE = "reconcile-originals";
    private static final String PREFIX = "originals/";
    private static final String UUID_FORM = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    /** Whoever takes an upload over puts the original beside the first one's. */
    private static final Pattern KEY =
            Pattern.compile("originals/[^/]+/(%1$s)(?:\\.%1$s)?".formatted(UUID_FORM));

    private static final int PAGE = 500;

    private final Chores chores;
    private final Pool pool;
    private final Transactions transactions;
    private final AssetRepository assets;
    private final ObjectStore store;
    private final String bucket;
    private final ReconcileConfig config;
    private final Counter removed;

    OrphanReconciler(
            Chores chores,
            Pool pool,
            Transactions transactions,
            AssetRepository assets,
            ObjectStore store,
            S3Config buckets,
            ReconcileConfig config,
            MeterRegistry registry) {
        this.chores = chores;
        this.pool = pool;
        this.transactions = transactions;
        this.assets = assets;
        this.store = store;
        this.bucket = buckets.originalsBucket();
        this.config = config;
        this.removed =
                Counter.builder("darkroom.reconciled.orphans")
                        .description("Originals without an asset that were removed")
                        .register(registry);
    }

    @Scheduled(
            every = "${darkroom.reconcile.every:15m}",
            delayed = "${darkroom.reconcile.every:15m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void pass() {
        chores.run(CHORE, () -> reconcile(Instant.now().minus(config.orphanAge())));
    }

    @Override
    public String compares() {
        return "originals without an asset";
    }

    @Override
    public Result reconcileNow() {
        return reconcile(Instant.now().minus(config.orphanAge()));
    }

    /** Removes what was stored before this time and has no asset, unless another instance does. */
    Result reconcile(Instant before) {
        var taken = Lead.tryTake(pool, CHORE);
        if (taken.isEmpty()) {
            return Result.UNDER_WAY;
        }
        try (var _ = taken.get();
                var listed = store.list(bucket, PREFIX)) {
            Instant since = transactions.run(assets::knownSince);
            listed.filter(entry -> !entry.lastModified().isBefore(since))
                    .filter(entry -> entry.lastModified().isBefore(before))
                    .map(entry -> entry.ref().key())
                    .filter(key -> KEY.matcher(key).matches())
                    .gather(Gatherers.windowFixed(PAGE))
                    .takeWhile(_ -> !chores.stopping())
                    .forEach(this::removeOrphans);
        }
        return chores.stopping() ? Result.PARTLY : Result.DONE;
    }

    private void removeOrphans(List<String> page) {
        var ids = page.stream().map(OrphanReconciler::assetId).toList();
        var owned = transactions.run(session -> assets.originals(session, bucket, ids));
        for (String key : page) {
            if (!owned.contains(key)) {
                store.delete(new ObjectRef(bucket, key));
                removed.increment();
                LOG.infof("An original without an asset was removed key=%s", key);
            }
        }
    }

    private static UUID assetId(String key) {
        return UUID.fromString(KEY.matcher(key).replaceFirst("$1"));
    }
}
