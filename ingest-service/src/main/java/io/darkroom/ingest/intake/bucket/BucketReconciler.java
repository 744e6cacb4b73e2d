package io.darkroom.ingest.intake.bucket;

import io.darkroom.ingest.intake.IntakeConfig;
import io.darkroom.ingest.intake.Source;
import io.darkroom.ingest.intake.Sources;
import io.darkroom.ingest.sweep.Chores;
import io.darkroom.ingest.sweep.Lead;
import io.darkroom.ingest.sweep.Reconciler;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectStore.Entry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/**
 * Lists watched buckets and takes in what no notification told of. One instance does so at a time;
 * what was refused once is left alone until its bytes change.
 */
@ApplicationScoped
class BucketReconciler implements Reconciler {
    private static final Logger LOG = Logger.getLogger(BucketReconciler.class);
    private static final String CHORE = "reconcile-buckets";
    private static final int PAGE = 500;

    private final Chores chores;
    private final Pool pool;
    private final Sources sources;
    private final ObjectStore store;
    private final SeenObjects seen;
    private final BucketObjects objects;
    private final BucketMetrics metrics;
    private final IntakeConfig config;

    BucketReconciler(
            Chores chores,
            Pool pool,
            Sources sources,
            ObjectStore store,
            SeenObjects seen,
            BucketObjects objects,
            BucketMetrics metrics,
            IntakeConfig config) {
        this.chores = chores;
        this.pool = pool;
        this.sources = sources;
        this.store = store;
        this.seen = seen;
        this.objects = objects;
        this.metrics = metrics;
        this.config = config;
    }

    @Scheduled(
            every = "${darkroom.intake.reconcile.every:5m}",
            delayed = "${darkroom.intake.reconcile.every:5m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void pass() {
        chores.run(CHORE, () -> reconcile(Instant.now().minus(config.reconcile().minAge())));
    }

    @Override
    public String compares() {
        return "watched buckets";
    }

    @Override
    public Result reconcileNow() {
        return reconcile(Instant.now().minus(config.reconcile().minAge()));
    }

    /** Takes in what was stored before this time, unless another instance does. */
    Result reconcile(Instant before) {
        if (sources.watched().isEmpty()) {
            return Result.NOT_CONFIGURED;
        }
        var taken = Lead.tryTake(pool, CHORE);
        if (taken.isEmpty()) {
            return Result.UNDER_WAY;
        }
        try (var _ = taken.get()) {
            boolean whole = true;
            for (Source source : sources.watched()) {
                whole &= reconcile(source, before);
            }
            return whole && !chores.stopping() ? Result.DONE : Result.PARTLY;
        }
    }

    /**
     * A bucket that cannot be listed keeps no other from being listed.
     *
     * @return whether it could
     */
    private boolean reconcile(Source source, Instant before) {
        try (var listed = store.list(source.bucket(), source.prefix())) {
            objects.check(source);
            listed.filter(entry -> entry.lastModified().isBefore(before))
                    .filter(entry -> !BucketObjects.isFolder(entry.ref().key()))
                    .filter(entry -> isNewEnough(entry, source))
                    .filter(entry -> sources.of(entry.ref()).filter(source::equals).isPresent())
                    .gather(Gatherers.windowFixed(PAGE))
                    .takeWhile(_ -> !chores.stopping())
                    .forEach(page -> takeMissing(source, page));
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("A bucket is left to the next pass bucket=%s cause=%s", source.bucket(), e);
            return false;
        }
    }

    private static boolean isNewEnough(Entry entry, Source source) {
        Instant since = source.since();
        return since == null || !entry.lastModified().isBefore(since);
    }

    private void takeMissing(Source source, List<Entry> page) {
        var seenBefore = seen.seen(page.stream().map(BucketReconciler::identity).toList());
        page.stream()
                .filter(entry -> !seenBefore.contains(identity(entry)))
                .takeWhile(_ -> !chores.stopping())
                .forEach(entry -> take(source, entry));
    }

    private void take(Source source, Entry entry) {
        try {
            if (objects.take(source, entry.ref(), null, entry.eTag())
                    == BucketObjects.Outcome.TAKEN) {
                metrics.found();
                LOG.infof(
                        "An object was found that no notification told of bucket=%s",
                        source.bucket());
            }
        } catch (ProblemException e) {
            metrics.foundAndRefused();
            LOG.warnf(
                    "An object that was found cannot be accepted bucket=%s problem=%s",
                    source.bucket(), e.problem().type());
        }
    }

    private static String identity(Entry entry) {
        String eTag = entry.eTag();
        return ObjectIdentity.of(entry.ref(), eTag == null ? "" : eTag);
    }
}
