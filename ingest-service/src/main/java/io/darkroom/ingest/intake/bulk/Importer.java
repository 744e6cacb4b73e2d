package io.darkroom.ingest.intake.bulk;

import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.Transactions;
import io.darkroom.ingest.intake.bucket.BucketObjects;
import io.darkroom.ingest.intake.bucket.BucketObjects.Outcome;
import io.darkroom.ingest.sweep.Chores;
import io.darkroom.ingest.sweep.Lead;
import io.darkroom.ingest.upload.UploadRequests;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectStore.Entry;
import io.darkroom.storage.ObjectStoreException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Works on imports, one at a time in all instances together: lists the bucket and takes in what is
 * no asset yet. Which objects are is written down with the assets themselves, so that an import
 * that is interrupted anywhere lists again and goes on where it was, and makes nothing twice.
 */
@ApplicationScoped
class Importer {
    private static final Logger LOG = Logger.getLogger(Importer.class);
    private static final String CHORE = "import";

    /**
     * Objects that are taken in at once at most; and no more than a second's, so that progress
     * shows.
     */
    private static final int PAGE = 100;

    private static final int AT_ONCE = 4;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Chores chores;
    private final Pool pool;
    private final Imports imports;
    private final ObjectStore store;
    private final BucketObjects objects;
    private final UploadRequests requests;
    private final Transactions transactions;
    private final AssetRepository assets;
    private final long mostPending;

    Importer(
            Chores chores,
            Pool pool,
            Imports imports,
            ObjectStore store,
            BucketObjects objects,
            UploadRequests requests,
            Transactions transactions,
            AssetRepository assets,
            @ConfigProperty(name = "darkroom.bulk.most-pending", defaultValue = "2000")
                    long mostPending) {
        this.chores = chores;
        this.pool = pool;
        this.imports = imports;
        this.store = store;
        this.objects = objects;
        this.requests = requests;
        this.transactions = transactions;
        this.assets = assets;
        this.mostPending = mostPending;
    }

    @Scheduled(
            every = "${darkroom.bulk.every:2s}",
            delayed = "${darkroom.bulk.every:2s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void work() {
        chores.run(CHORE, this::importNext);
    }

    private void importNext() {
        var next = imports.next();
        if (next.isEmpty()) {
            return;
        }
        var lead = Lead.tryTake(pool, CHORE);
        if (lead.isEmpty()) {
            return;
        }
        try (var _ = lead.get()) {
            importFrom(next.get());
        } catch (ObjectStoreException e) {
            if (e.worthRetrying()) {
                throw e;
            }
            LOG.warnf("A bucket cannot be imported importId=%s cause=%s", next.get().id(), e);
            giveUp(next.get(), "The bucket cannot be read");
        } catch (ProblemException e) {
            // It was right when it began: its preset has changed since.
            Problem problem = e.problem();
            giveUp(next.get(), problem.title() + ": " + problem.detail());
        }
    }

    /** Others wait for their turn behind it. */
    private void giveUp(ImportEntity job, String why) {
        var _ = imports.advance(job.id(), running -> running.giveUp(why, Instant.now()));
    }

    private void importFrom(ImportEntity job) {
        UploadRequest request = requests.effective(job.tenant(), job.request(), true);
        if (!imports.advance(job.id(), ImportEntity::begin)) {
            return;
        }
        var from = job.from();
        boolean whole;
        try (var listed = store.list(from.bucket(), from.prefix())) {
            whole =
                    listed.filter(entry -> !BucketObjects.isFolder(entry.ref().key()))
                            .gather(Gatherers.windowFixed(Math.clamp(job.rate(), 1, PAGE)))
                            .allMatch(page -> take(job, request, page));
        }
        if (whole) {
            var _ =
                    imports.advance(
                            job.id(), done -> done.end(ImportView.State.DONE, Instant.now()));
        }
    }

    /**
     * Takes a page in.
     *
     * @return whether to go on
     */
    private boolean take(ImportEntity job, UploadRequest request, List<Entry> page) {
        if (!waitForStages()) {
            return false;
        }
        long began = System.nanoTime();
        var outcomes =
                page.stream()
                        .gather(
                                Gatherers.mapConcurrent(
                                        AT_ONCE, entry -> take(job, request, entry)))
                        .toList();
        long taken = count(outcomes, Outcome.TAKEN);
        var progress =
                new ImportEntity.Progress(
                        page.size(),
                        taken,
                        count(outcomes, Outcome.KNOWN) + count(outcomes, Outcome.GONE),
                        outcomes.stream().filter(Optional::isEmpty).count());
        return imports.advance(job.id(), entity -> entity.add(progress))
                && pace(began, taken, job.rate());
    }

    private static long count(List<Optional<Outcome>> outcomes, Outcome kind) {
        return outcomes.stream().flatMap(Optional::stream).filter(kind::equals).count();
    }

    /** What became of the object; nothing where it cannot be accepted. */
    private Optional<Outcome> take(ImportEntity job, UploadRequest request, Entry entry) {
        try {
            return Optional.of(objects.takeInBulk(job.tenant(), request, entry));
        } catch (ProblemException e) {
            LOG.warnf(
                    "An object cannot be imported importId=%s problem=%s",
                    job.id(), e.problem().type());
            return Optional.empty();
        }
    }

    /** No more is sent out than stages can work on in time. */
    private boolean waitForStages() {
        while (transactions.run(assets::pendingRuns) >= mostPending) {
            if (chores.stopping() || !sleep(LOOK_AGAIN)) {
                return false;
            }
        }
        return !chores.stopping();
    }

    private static boolean pace(long began, long taken, int rate) {
        var due = Duration.ofMillis(taken * 1_000 / rate);
        var left = due.minusNanos(System.nanoTime() - began);
        return left.isNegative() || sleep(left);
    }

    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
