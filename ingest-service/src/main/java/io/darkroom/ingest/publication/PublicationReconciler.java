package io.darkroom.ingest.publication;

import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Transactions;
import io.darkroom.ingest.delivery.PublishableFiles;
import io.darkroom.ingest.delivery.PublishableFiles.PublishableFile;
import io.darkroom.ingest.sweep.Chores;
import io.darkroom.ingest.sweep.Lead;
import io.darkroom.ingest.sweep.Reconciler;
import io.darkroom.storage.ObjectStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private static final Pattern KEY =
            Pattern.compile(
                    "([^/]+)/(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})/([^/]+)");

    private static final int PAGE = 200;

    private final Chores chores;
    private final Pool pool;
    private final PublishableFiles files;
    private final ObjectStore store;
    private final Transactions transactions;
    private final AssetRepository assets;
    private final PublicationQueue queue;
    private final PublicationConfig config;
    private final Counter found;

    PublicationReconciler(
            Chores chores,
            Pool pool,
            PublishableFiles files,
            ObjectStore store,
            Transactions transactions,
            AssetRepository assets,
            PublicationQueue queue,
            PublicationConfig config,
            MeterRegistry registry) {
        this.chores = chores;
        this.pool = pool;
        this.files = files;
        this.store = store;
        this.transactions = transactions;
        this.assets = assets;
        this.queue = queue;
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
    public boolean reconcileNow() {
        config.bucket().ifPresent(this::reconcile);
        return config.bucket().isPresent();
    }

    /** Has every difference mended, unless another instance is at it. */
    void reconcile(String bucket) {
        var taken = Lead.tryTake(pool, CHORE);
        if (taken.isEmpty()) {
            return;
        }
        try (var _ = taken.get()) {
            Map<UUID, Holding> there = there(bucket);
            UUID after = new UUID(0, 0);
            List<AssetRows> page;
            do {
                page = published(after);
                for (AssetRows rows : page) {
                    after = rows.asset().id();
                    compare(rows, there.remove(after));
                }
            } while (page.size() == PAGE && !chores.stopping());
            if (!chores.stopping()) {
                there.forEach((asset, holding) -> owe(asset, holding.tenant));
            }
        }
    }

    /** What lies in the bucket of one asset. */
    private record Holding(String tenant, Set<String> names) {}

    private Map<UUID, Holding> there(String bucket) {
        Instant since = transactions.run(assets::knownSince);
        var there = new HashMap<UUID, Holding>();
        try (var listed = store.list(bucket, "")) {
            listed.filter(entry -> !entry.lastModified().isBefore(since))
                    .map(entry -> KEY.matcher(entry.ref().key()))
                    .filter(Matcher::matches)
                    .forEach(key ->
                            there.computeIfAbsent(
                                            UUID.fromString(key.group(2)),
                                            _ -> new Holding(key.group(1), new HashSet<>()))
                                    .names
                                    .add(key.group(3)));
        }
        return there;
    }

    private List<AssetRows> published(UUID after) {
        return transactions.run(session ->
                session.createSelectionQuery(
                                "select id from AssetEntity where state = PUBLISHED and id > :after"
                                        + " order by id",
                                UUID.class)
                        .setParameter("after", after)
                        .setMaxResults(PAGE)
                        .getResultList()
                        .chain(ids -> assets.find(session, ids)));
    }

    private void compare(AssetRows rows, @Nullable Holding there) {
        Set<String> wanted =
                files.of(rows).stream().map(PublishableFile::name).collect(Collectors.toSet());
        if (!wanted.equals(there == null ? Set.of() : there.names)) {
            owe(rows.asset().id(), rows.asset().tenant());
        }
    }

    private void owe(UUID asset, String tenant) {
        queue.owe(asset, tenant);
        found.increment();
        LOG.infof("Public files are not as the record says assetId=%s", asset);
    }
}
