package io.darkroom.ingest.publication;

import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.sweep.Chores;
import io.darkroom.ingest.sweep.Lead;
import io.darkroom.ingest.sweep.Reconciler;
import io.darkroom.service.sql.Transactions;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares the public bucket with the records and has the difference mended: what lies there
 * without a published asset, and published assets of which nothing lies there, as after the bucket
 * was configured, lost, or written to by somebody else.
 *
 * <p>Objects that do not have the form of keys that are written here, or are older than the
 * database, are left alone: an empty database that is pointed at a bucket in use must not empty it.
 */
@Startup // so that its metric can be seen before the first pass
@ApplicationScoped
class PublicationReconciler implements Reconciler {
    private static final Logger LOG = Logger.getLogger(PublicationReconciler.class);
    private static final String CHORE = "reconcile-publication";
    private static final int PAGE = 200;

    private final Chores chores;
    private final Pool pool;
    private final PublicFiles files;
    private final ObjectStore store;
    private final Transactions transactions;
    private final AssetRepository assets;
    private final PublicationQueue queue;
    private final PublicationSeen seen;
    private final PublicationConfig config;
    private final Counter found;

    PublicationReconciler(
            Chores chores,
            Pool pool,
            PublicFiles files,
            ObjectStore store,
            Transactions transactions,
            AssetRepository assets,
            PublicationQueue queue,
            PublicationSeen seen,
            PublicationConfig config,
            MeterRegistry registry) {
        this.chores = chores;
        this.pool = pool;
        this.files = files;
        this.store = store;
        this.transactions = transactions;
        this.assets = assets;
        this.queue = queue;
        this.seen = seen;
        this.config = config;
        this.found =
                Counter.builder("darkroom.publication.reconciled")
                        .description("Assets whose public files were not as the record says")
                        .register(registry);
    }

    @Scheduled(
            every = "${darkroom.publication.reconcile-every:15m}",
            delayed = "${darkroom.publication.reconcile-every:15m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void pass() {
        config.bucket().ifPresent(bucket -> chores.run(CHORE, () -> reconcile(bucket)));
    }

    @Override
    public String compares() {
        return "the public bucket";
    }

    @Override
    public Result reconcileNow() {
        return config.bucket().map(this::reconcile).orElse(Result.NOT_CONFIGURED);
    }

    /** Has every difference mended, unless another instance is at it. */
    Result reconcile(String bucket) {
        var taken = Lead.tryTake(pool, CHORE);
        if (taken.isEmpty()) {
            return Result.UNDER_WAY;
        }
        try (var _ = taken.get()) {
            seen.forget();
            if (compareBucket(bucket)) {
                compareUnseen();
            }
            seen.forget();
        }
        return chores.stopping() ? Result.PARTLY : Result.DONE;
    }

    /** Whether the whole bucket was compared. */
    private boolean compareBucket(String bucket) {
        Instant since = transactions.run(assets::knownSince);
        try (var listed = store.list(bucket, "")) {
            listed.filter(entry -> !entry.lastModified().isBefore(since))
                    .gather(PublicAsset.eachOf())
                    .gather(Gatherers.windowFixed(PAGE))
                    .takeWhile(_ -> !chores.stopping())
                    .forEach(this::compare);
        }
        return !chores.stopping();
    }

    private void compare(List<PublicAsset> page) {
        List<UUID> ids = page.stream().map(PublicAsset::id).distinct().toList();
        Map<UUID, AssetRows> records =
                find(ids).stream()
                        .collect(Collectors.toMap(rows -> rows.asset().id(), Function.identity()));
        owe(
                page.stream()
                        .filter(there -> !asItShouldBe(there, records.get(there.id())))
                        .map(there -> new Owed(there.id(), there.tenant()))
                        .toList());
        seen.add(ids);
    }

    private boolean asItShouldBe(PublicAsset there, @Nullable AssetRows record) {
        return files.names(there.tenant(), Optional.ofNullable(record)).equals(there.names());
    }

    private void compareUnseen() {
        UUID after = new UUID(0, 0);
        List<PublicationSeen.Published> page;
        do {
            page = seen.published(after, PAGE);
            var unseen =
                    page.stream()
                            .filter(published -> !published.seen())
                            .map(PublicationSeen.Published::asset)
                            .toList();
            owe(
                    find(unseen).stream()
                            .filter(rows -> !asItShouldBe(nothingOf(rows), rows))
                            .map(rows -> new Owed(rows.asset().id(), rows.asset().tenant()))
                            .toList());
            after = page.isEmpty() ? after : page.getLast().asset();
        } while (page.size() == PAGE && !chores.stopping());
    }

    private static PublicAsset nothingOf(AssetRows rows) {
        return new PublicAsset(rows.asset().tenant(), rows.asset().id(), Set.of());
    }

    private List<AssetRows> find(List<UUID> ids) {
        return transactions.run(session -> assets.find(session, ids));
    }

    private record Owed(UUID asset, String tenant) {}

    private void owe(List<Owed> assets) {
        if (assets.isEmpty()) {
            return;
        }
        queue.owe(
                assets.stream().map(Owed::asset).toList(),
                assets.stream().map(Owed::tenant).toList());
        found.increment(assets.size());
        LOG.infof(
                "Public files are not as the record says assets=%d, assetId=%s among them",
                assets.size(), assets.getFirst().asset());
    }
}
