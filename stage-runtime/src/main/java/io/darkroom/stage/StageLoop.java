package io.darkroom.stage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
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

    /** Nothing but the end of a poll says that a consumer reads, and readiness waits for that. */
    private static final Duration FIRST_POLL = Duration.ofMillis(100);

    private static final long TICK_MS = 500;

    /** A full group has room once another instance is gone, which may be never. */
    private static final Duration BETWEEN_JOINS = Duration.ofSeconds(30);

    private final StageWork work;
    private final Lane lane;
    private final WorkPlaces.Place place;
    private final Supplier<RecordSource> sources;
    private final StageRunner runner;
    private final StorageCircuit circuit;
    private final ExecutorService executor;
    private final Duration grace;
    private final Turn turn;

    private volatile boolean stopping;
    private volatile boolean polling;
    private volatile @Nullable Delivery inHand;
    private volatile @Nullable String problem = "joining the group";

    StageLoop(
            StageWork work,
            Lane lane,
            WorkPlaces places,
            Supplier<RecordSource> sources,
            StageRunner runner,
            StorageCircuit circuit,
            ExecutorService executor,
            Duration grace,
            Turn turn) {
        this.work = work;
        this.lane = lane;
        this.place = places.place(lane);
        this.sources = sources;
        this.runner = runner;
        this.circuit = circuit;
        this.executor = executor;
        this.grace = grace;
        this.turn = turn;
    }

    /** Why nothing is read, if nothing is. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Whether it may take a record now. Not while one is in work, and not once it may not read. */
    boolean isPolling() {
        return polling;
    }

    /** The record that it has, if any. */
    Optional<Delivery> inHand() {
        return Optional.ofNullable(inHand);
    }

    /** Takes no further record; the one in work has the grace to end. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                if (turn.mayRead()) {
                    pause(read());
                } else {
                    turn.await(POLL);
                }
            }
        } catch (InterruptedException | InterruptException _) {
            // The service does not wait for this place any longer.
        }
    }

    /** Reads for as long as it may, and says how long to wait before it tries again. */
    private Duration read() throws InterruptedException {
        try {
            consume();
            return Duration.ZERO;
        } catch (InterruptException e) {
            throw e;
        } catch (GroupMaxSizeReachedException e) {
            problem = "the group has no room for another place: " + e.getMessage();
            LOG.warnf(
                    "A place does nothing, since its group is full; stage=%s error=%s cure=raise"
                            + " group.share.max.size at the brokers, or take fewer places",
                    work.stage(), e.getMessage());
            return BETWEEN_JOINS;
        } catch (RuntimeException e) {
            problem = "the consumer failed: " + e.getClass().getName();
            LOG.warnf(e, "A consumer failed and is built anew; stage=%s", work.stage());
            return POLL;
        } finally {
            polling = false;
            inHand = null;
            place.leave();
        }
    }

    /**
     * Leaves the group where it may not read any more: a share consumer's fetch stays open at the
     * broker after its poll, and would lock a record for a member that does not take it.
     */
    private void consume() throws InterruptedException {
        try (RecordSource source = sources.get()) {
            consume(source);
        }
    }

    private void consume(RecordSource source) throws InterruptedException {
        while (!stopping && turn.mayRead() && !source.isSpent()) {
            if (circuit.isOpen()) {
                place.leave();
                source.keep();
                Thread.sleep(POLL);
                circuit.probe();
                continue;
            }
            Optional<Delivery> delivery = next(source);
            problem = null;
            if (delivery.isEmpty()) {
                place.leave();
            } else {
                inHand = delivery.get();
                turn.taken();
                source.settle(workInTurn(source, delivery.get()));
                inHand = null;
            }
        }
    }

    /**
     * Says that it polls before it looks whether it may, so that whoever forbade it and sees that
     * it does not poll knows that it takes nothing. Without a record in hand that is so only once
     * the source is closed.
     */
    private Optional<Delivery> next(RecordSource source) {
        polling = true;
        Duration patience = problem == null ? POLL : FIRST_POLL;
        Optional<Delivery> delivery = turn.mayRead() ? source.next(patience) : Optional.empty();
        polling = delivery.isEmpty();
        return delivery;
    }

    /**
     * Live work keeps its place for what waits behind it, so that bulk work gets none in between;
     * bulk work leaves its place after every record.
     */
    private Settlement workInTurn(RecordSource source, Delivery delivery)
            throws InterruptedException {
        long kept = System.nanoTime();
        while (!place.take(TICK_MS)) {
            if (stopping) {
                return Settlement.GIVEN_BACK;
            }
            kept = keepIfDue(source, kept);
        }
        try {
            return work(source, delivery);
        } finally {
            if (lane == Lane.BULK) {
                place.leave();
            }
        }
    }

    /**
     * Tells the broker that the record is still in hand, where it is time; says when it was last.
     */
    private static long keepIfDue(RecordSource source, long kept) {
        long now = System.nanoTime();
        if (now - kept <= source.keepEvery().toNanos()) {
            return kept;
        }
        source.keep();
        return now;
    }

    private Settlement work(RecordSource source, Delivery delivery) throws InterruptedException {
        Future<Settlement> run = executor.submit(() -> runner.handle(work, delivery));
        long kept = System.nanoTime();
        long stopAsked = 0;
        while (true) {
            try {
                return run.get(TICK_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                kept = keepIfDue(source, kept);
                if (stopping) {
                    long now = System.nanoTime();
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

    /** Or until it is to stop. */
    private void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!stopping && System.nanoTime() < end) {
            Thread.sleep(POLL);
        }
    }
}
