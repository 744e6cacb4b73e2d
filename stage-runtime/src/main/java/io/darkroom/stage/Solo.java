package io.darkroom.stage;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * First deliveries run side by side; a repeated one runs alone in this instance, because it may be
 * the one that brought the last instance down, and must not take others with it again.
 *
 * <p>Of those that wait to run alone, the one that was begun alone least often goes first: what
 * brought an instance down while it was alone comes last, when its neighbours are done.
 */
@ApplicationScoped
class Solo {
    private static final Comparator<Turn> LEAST_SUSPECT =
            Comparator.comparingInt(Turn::begun).thenComparingLong(Turn::arrival);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Turn> turns = new PriorityQueue<>(LEAST_SUSPECT);
    private long arrivals;
    private int besides;
    private boolean occupied;

    /** One that waits to run alone; no two are equal. */
    private record Turn(int begun, long arrival) {}

    /** Runs beside others, once none runs alone or waits to. */
    <T> T beside(Interruptible<T> work) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (occupied || !turns.isEmpty()) {
                changed.await();
            }
            besides++;
        } finally {
            lock.unlock();
        }
        try {
            return work.run();
        } finally {
            change(() -> besides--);
        }
    }

    /**
     * Runs while nobody else does.
     *
     * @param begun how often it was begun alone before, 0 or more
     */
    <T> T alone(int begun, Alone<T> work) throws InterruptedException {
        awaitTurn(begun);
        var left = new AtomicBoolean();
        Runnable leave =
                () -> {
                    if (left.compareAndSet(false, true)) {
                        change(() -> occupied = false);
                    }
                };
        try {
            return work.run(leave);
        } finally {
            leave.run();
        }
    }

    private void awaitTurn(int begun) throws InterruptedException {
        lock.lockInterruptibly();
        var turn = new Turn(begun, arrivals++);
        turns.add(turn);
        try {
            while (occupied || besides > 0 || !turn.equals(turns.peek())) {
                changed.await();
            }
            occupied = true;
        } finally {
            turns.remove(turn);
            changed.signalAll();
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Work that need not be alone to its end: it says when others may run. */
    interface Alone<T> {
        T run(Runnable leave) throws InterruptedException;
    }

    /** Work that may be interrupted. */
    interface Interruptible<T> {
        T run() throws InterruptedException;
    }
}
