package io.darkroom.ingest.intake.bulk;

import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.intake.SpooledObject;
import io.darkroom.ingest.intake.bucket.BucketObjects;
import io.darkroom.ingest.intake.bucket.BucketObjects.Outcome;
import io.darkroom.ingest.intake.bulk.ImportView.Refusal;
import io.darkroom.ingest.sweep.Chores;
import io.darkroom.ingest.sweep.Lead;
import io.darkroom.ingest.upload.UploadRequests;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.sql.Transactions;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Works on imports: takes in what lies in their buckets and is no asset yet, a page of one import
 * after a page of another, so that a slow or a large one holds up no other. One instance does so at
 * a time. How far an import has come is written down with each page, and which objects are assets
 * with the assets themselves, so that one that is interrupted anywhere goes on there, and makes
 * nothing twice.
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
    private static final Duration PUT_OFF = Duration.ofSeconds(10);

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
        chores.run(CHORE, this::importAll);
    }

    private void importAll() {
        if (imports.next().isEmpty()) {
            return;
        }
        var lead = Lead.tryTake(pool, CHORE);
        if (lead.isEmpty()) {
            return;
        }
        try (var _ = lead.get()) {
            boolean on = true;
            while (on && !chores.stopping()) {
                on = imports.next().map(this::giveTurn).orElse(false);
            }
        }
    }

    /**
     * Gives an import its turn; waits a little where that is not due yet.
     *
     * @return whether to go on
     */
    private boolean giveTurn(ImportEntity job) {
        var early = Duration.between(Instant.now(), job.dueAt());
        if (early.isPositive()) {
            return sleep(early.compareTo(LOOK_AGAIN) < 0 ? early : LOOK_AGAIN);
        }
        try {
            takePage(job);
        } catch (ProblemException e) {
            // It was right when it was asked for: its preset has changed since.
            Problem problem = e.problem();
            giveUp(job, problem.title() + ": " + problem.detail());
        } catch (ObjectStoreException e) {
            if (e.worthRetrying()) {
                putOff(job, e);
            } else {
                LOG.warnf("A bucket cannot be imported importId=%s cause=%s", job.id(), e);
                giveUp(job, "The bucket cannot be read. " + e.getMessage());
            }
        } catch (RuntimeException e) {
            putOff(job, e);
        }
        return true;
    }

    private void putOff(ImportEntity job, RuntimeException e) {
        LOG.warnf(e, "An import is put off importId=%s seconds=%d", job.id(), PUT_OFF.toSeconds());
        advance(job, running -> running.putOff(Instant.now().plus(PUT_OFF)));
    }

    private void giveUp(ImportEntity job, String why) {
        advance(job, running -> running.giveUp(why, Instant.now()));
    }

    private void advance(ImportEntity job, Consumer<ImportEntity> change) {
        imports.advance(job.id(), change);
    }

    private void takePage(ImportEntity job) {
        UploadRequest request = requests.effective(job.tenant(), job.request(), true);
        if (!stagesHaveRoom(request)) {
            advance(job, running -> running.putOff(Instant.now().plus(LOOK_AGAIN)));
            return;
        }
        Instant began = Instant.now();
        int size = Math.clamp(job.rate(), 1, PAGE);
        var from = job.from();
        var page = store.list(from.bucket(), from.prefix(), job.reached(), size);
        var results =
                page.stream()
                        .filter(entry -> !BucketObjects.isFolder(entry.ref().key()))
                        .gather(
                                Gatherers.mapConcurrent(
                                        AT_ONCE, entry -> take(job, request, entry)))
                        .toList();
        long taken = count(results, Outcome.TAKEN);
        var progress =
                new ImportEntity.Progress(
                        results.size(),
                        taken,
                        count(results, Outcome.KNOWN) + count(results, Outcome.GONE),
                        results.stream().map(Result::refusal).flatMap(Optional::stream).toList());
        Instant due = began.plusMillis(taken * 1_000 / job.rate());
        advance(
                job,
                running -> {
                    running.add(progress);
                    if (page.size() < size) {
                        running.end(ImportView.State.DONE, Instant.now());
                    } else {
                        running.reach(page.getLast().ref().key(), due);
                    }
                });
    }

    /** What became of an object, or why it cannot be accepted. */
    private record Result(Optional<Outcome> outcome, Optional<Refusal> refusal) {}

    private static long count(List<Result> results, Outcome kind) {
        return results.stream()
                .filter(result -> result.outcome().equals(Optional.of(kind)))
                .count();
    }

    private Result take(ImportEntity job, UploadRequest request, Entry entry) {
        try {
            var outcome = objects.takeInBulk(job.tenant(), request, entry);
            return new Result(Optional.of(outcome), Optional.empty());
        } catch (ProblemException e) {
            Problem problem = e.problem();
            LOG.warnf(
                    "An object cannot be imported importId=%s problem=%s",
                    job.id(), problem.type());
            String object = SpooledObject.reference(entry.ref());
            var refusal = new Refusal(object, problem.type(), problem.title(), problem.detail());
            return new Result(Optional.empty(), Optional.of(refusal));
        }
    }

    /** No more is sent out than stages can work on in time. */
    private boolean stagesHaveRoom(UploadRequest request) {
        return transactions
                .run(session -> assets.stagesWithRoom(session, mostPending))
                .containsAll(Objects.requireNonNull(request.stages()));
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
