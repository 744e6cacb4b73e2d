package io.darkroom.ingest.publication;

import io.darkroom.ingest.asset.AssetChanges;
import io.darkroom.ingest.publication.PublicationQueue.Due;
import io.darkroom.storage.ObjectStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the public bucket as the records say, where one is configured. Runs where {@code
 * darkroom.roles} is absent or names {@code publisher}.
 *
 * <p>At least once, and safe to die at any point: the queue says which assets to look at, the
 * record says what the bucket should hold, and a look that was overtaken by a change, or by another
 * instance, is followed by one more.
 */
@Singleton
class Publisher {
    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final String ROLE = "publisher";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final PublicationQueue queue;
    private final PublicFiles files;
    private final ObjectStore store;
    private final PublicationConfig config;
    private final AssetChanges changes;
    private final Optional<String> bucket;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean stopping;
    private volatile boolean ready;
    private @Nullable Thread thread;

    Publisher(
            PublicationQueue queue,
            PublicFiles files,
            ObjectStore store,
            PublicationConfig config,
            AssetChanges changes,
            @ConfigProperty(name = "darkroom.roles") Optional<List<String>> roles) {
        this.queue = queue;
        this.files = files;
        this.store = store;
        this.config = config;
        this.changes = changes;
        boolean mine = roles.map(names -> names.contains(ROLE)).orElse(true);
        this.bucket = config.bucket().filter(_ -> mine);
    }

    void start(@Observes StartupEvent event) {
        bucket.ifPresent(name -> {
            changes.all().subscribe().with(_ -> work.release());
            thread = Thread.ofVirtual().name("publisher").start(() -> run(name));
        });
    }

    private void run(String name) {
        while (!stopping) {
            List<Due> due = List.of();
            try {
                work.drainPermits();
                if (!ready) {
                    store.ensureBucket(name);
                    ready = true;
                }
                due = queue.claim(config.concurrency(), config.lease());
                align(name, due);
            } catch (RuntimeException e) {
                LOG.warnf(e, "The public bucket could not be looked after bucket=%s", name);
            }
            if (due.isEmpty()) {
                rest();
            }
        }
    }

    private void align(String name, List<Due> due) {
        var threads =
                due.stream()
                        .map(asset -> Thread.ofVirtual().start(() -> align(name, asset)))
                        .toList();
        for (Thread running : threads) {
            try {
                running.join();
            } catch (InterruptedException _) {
                stopping = true;
            }
        }
    }

    /** Once; what fails is tried again after a while, for as long as it takes. */
    void align(String name, Due due) {
        try {
            files.align(name, due.tenant(), due.asset());
            queue.done(due);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Public files could not be brought up to date assetId=%s attempt=%d cause=%s",
                    due.asset(), due.attempts(), e);
            again(due);
        }
    }

    private void again(Due due) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(due.attempts(), 20));
        try {
            queue.again(due, doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled);
        } catch (RuntimeException e) {
            LOG.warnf(e, "The lease must end first assetId=%s", due.asset());
        }
    }

    private void rest() {
        try {
            var _ = work.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            stopping = true;
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        work.release();
        Thread running = thread;
        if (running != null) {
            running.join(Duration.ofSeconds(10));
        }
    }
}
