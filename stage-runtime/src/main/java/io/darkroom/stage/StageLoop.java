package io.darkroom.stage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One of a stage's places for a record in work: takes a record, has it run on another thread, tells
 * the broker meanwhile that it is still at it, settles it, takes the next.
 */
final class StageLoop implements Runnable {
    private static final Logger LOG = Logger.getLogger(StageLoop.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long TICK_MS = 500;

    private final StageWork work;
    private final Supplier<RecordSource> sources;
    private final StageRunner runner;
    private final StorageCircuit circuit;
    private final ExecutorService executor;
    private final Duration grace;

    private volatile boolean stopping;
    private volatile @Nullable String problem = "joining the group";

    StageLoop(
            StageWork work,
            Supplier<RecordSource> sources,
            StageRunner runner,
            StorageCircuit circuit,
            ExecutorService executor,
            Duration grace) {
        this.work = work;
        this.sources = sources;
        this.runner = runner;
        this.circuit = circuit;
        this.executor = executor;
        this.grace = grace;
    }

    /** Why nothing is read, if nothing is. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Takes no further record; the one in work has the grace to end. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            try (RecordSource source = sources.get()) {
                consume(source);
            } catch (InterruptedException | InterruptException _) {
                return;
            } catch (RuntimeException e) {
                problem = "the consumer failed: " + e.getClass().getName();
                LOG.warnf(e, "A consumer failed and is built anew; stage=%s", work.stage());
                pauseQuietly();
            }
        }
    }

    private void consume(RecordSource source) throws InterruptedException {
        while (!stopping) {
            if (circuit.isOpen()) {
                source.keep();
                Thread.sleep(POLL);
                circuit.probe();
                continue;
            }
            Optional<Delivery> delivery = source.next(POLL);
            problem = null;
            if (delivery.isPresent()) {
                source.settle(work(source, delivery.get()));
            }
        }
    }

    private Settlement work(RecordSource source, Delivery delivery) throws InterruptedException {
        Future<Settlement> run = executor.submit(() -> runner.handle(work, delivery));
        long keepEvery = source.keepEvery().toNanos();
        long kept = System.nanoTime();
        long stopAsked = 0;
        while (true) {
            try {
                return run.get(TICK_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                long now = System.nanoTime();
                if (now - kept > keepEvery) {
                    source.keep();
                    kept = now;
                }
                if (stopping) {
                    stopAsked = stopAsked == 0 ? now : stopAsked;
                    if (now - stopAsked > grace.toNanos()) {
                        run.cancel(true);
                        return Settlement.GIVEN_BACK;
                    }
                }
            } catch (ExecutionException e) {
                // A defect of the worker's own: the delivery count bounds how often it is met.
                LOG.errorf(e.getCause(), "A record could not be handled; stage=%s", work.stage());
                Thread.sleep(POLL);
                return Settlement.GIVEN_BACK;
            }
        }
    }

    private static void pauseQuietly() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
