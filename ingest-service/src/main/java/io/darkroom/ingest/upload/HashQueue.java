package io.darkroom.ingest.upload;

import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.join.MissingHashes;
import io.darkroom.service.sql.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The originals that are to be hashed here, one after another, on one thread. Uploads come first:
 * while any is under way the next hash waits, though never longer than is configured. What is due
 * stands in the rows, too, so that what a process takes with it is found again. Where crops are
 * made the stage brings the hash, and only what waits long for its crops is hashed here (ADR 0049).
 */
@ApplicationScoped
class HashQueue implements MissingHashes {
    private static final Logger LOG = Logger.getLogger(HashQueue.class);
    private static final Duration LOOK = Duration.ofMillis(10);

    /**
     * By then another process may take it for lost. Where it is not, the two share the work: each
     * looks whether the hash is still due before it decodes.
     */
    private static final Duration LOST = Duration.ofSeconds(10);

    /** So long the hash may come with the crops. */
    private static final Duration CROPS = Duration.ofSeconds(60);

    private static final Duration GOODBYE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 500;

    /** Which are hashed in little more than the time until the next look. */
    private static final int LOST_AT_ONCE = 100;

    private static final UUID FIRST = new UUID(0, 0);

    private record Due(UUID asset, long since) {}

    private final LateHashes hashes;
    private final Transactions transactions;
    private final AssetRepository assets;
    private final UploadsUnderWay uploads;
    private final long patience;
    private final Queue<Due> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore arrived = new Semaphore(0);
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicReference<UUID> passed = new AtomicReference<>(FIRST);
    private final Thread worker;
    private volatile boolean stopping;

    HashQueue(
            LateHashes hashes,
            Transactions transactions,
            AssetRepository assets,
            UploadsUnderWay uploads,
            UploadConfig config) {
        this.hashes = hashes;
        this.transactions = transactions;
        this.assets = assets;
        this.uploads = uploads;
        this.patience = config.hashPatience().toNanos();
        this.worker = Thread.ofPlatform().name("late-hashes").daemon().unstarted(this::work);
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        worker.interrupt();
        worker.join(GOODBYE);
    }

    @Override
    public void add(UUID asset) {
        waiting.add(new Due(asset, System.nanoTime()));
        arrived.release();
    }

    /**
     * Hashes what the tenant has due, the latest first, so that whoever looks for alike pictures
     * sees them. Blocks.
     *
     * @param patience when to give up on the rest, of which there may be thousands during an import
     */
    void catchUp(String tenant, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        for (UUID asset : transactions.run(s -> assets.hashesDue(s, tenant, AT_ONCE))) {
            if (System.nanoTime() - until >= 0) {
                LOG.infof("An upload is not compared with all others tenant=%s", tenant);
                return;
            }
            hash(asset);
        }
    }

    /** What was lost with a process, or failed while a part was away. */
    @Scheduled(
            every = "5s",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void findLost() {
        if (!waiting.isEmpty()) {
            return;
        }
        try {
            Instant now = Instant.now();
            UUID after = passed.get();
            var lost =
                    transactions.run(session ->
                            assets.hashesDue(
                                    session,
                                    now.minus(LOST),
                                    now.minus(CROPS),
                                    after,
                                    LOST_AT_ONCE));
            lost.forEach(this::add);
            // What fails again and again comes again once all others had their turn.
            passed.set(lost.size() < LOST_AT_ONCE ? FIRST : lost.getLast());
        } catch (RuntimeException e) {
            LOG.warnf("Lost hashes are looked for later cause=%s", e.toString());
        }
    }

    private void work() {
        try {
            while (!stopping) {
                arrived.acquire();
                while (uploadsComeFirst()) {
                    Thread.sleep(LOOK);
                }
                Due next = waiting.poll();
                if (next != null) {
                    hash(next.asset());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean uploadsComeFirst() {
        Due next = waiting.peek();
        return next != null && uploads.any() && System.nanoTime() - next.since() < patience;
    }

    /** One after another: whoever catches up waits for what is being hashed. */
    private void hash(UUID asset) {
        turn.lock();
        try {
            hashes.hash(asset);
        } catch (RuntimeException | Error e) { // the thread is the only one
            LOG.warnf("An original is hashed later assetId=%s cause=%s", asset, e.toString());
        } finally {
            turn.unlock();
        }
    }
}
