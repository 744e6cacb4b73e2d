package io.darkroom.stage;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stage's places for records in work, and who has them. Bulk work gets a place only while no live
 * work waits for one, and never the last: a live record that comes in finds a place at once, or,
 * where it is not the only one, as soon as any record ends.
 *
 * <p>Where a stage has one place only, bulk work takes it when nothing waits, so that it is done at
 * all; a live record then waits for one record at most.
 */
final class WorkPlaces {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private int all;
    private int mostBulk;
    private int taken;
    private int bulk;
    private int liveWaiting;

    /**
     * @param all 1 or more
     * @param mostBulk how many of them bulk work may have at once, 1 or more
     */
    WorkPlaces(int all, int mostBulk) {
        this.all = all;
        this.mostBulk = most(all, mostBulk);
    }

    /** The same for as many places from now on; what is taken beyond them ends first. */
    void resize(int newAll, int newMostBulk) {
        lock.lock();
        try {
            all = newAll;
            mostBulk = most(newAll, newMostBulk);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static int most(int all, int bulk) {
        return Math.max(1, Math.min(bulk, all - 1));
    }

    /** A place for one loop, which it takes and leaves in turn. */
    Place place(Lane lane) {
        return new Place(lane);
    }

    /** One loop's place. For one thread. */
    final class Place {
        private final Lane lane;
        private boolean held;

        private Place(Lane lane) {
            this.lane = lane;
        }

        /**
         * Takes the place, unless it is held already.
         *
         * @return false where the time is up before there is one
         */
        boolean take(long millis) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                held = held || (lane == Lane.LIVE ? takeLive(millis) : takeBulk(millis));
                return held;
            } finally {
                lock.unlock();
            }
        }

        /** Nothing more waits on this loop's lane, or it is another's turn. */
        void leave() {
            lock.lock();
            try {
                if (held) {
                    held = false;
                    taken--;
                    bulk -= lane == Lane.BULK ? 1 : 0;
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean takeLive(long millis) throws InterruptedException {
        liveWaiting++;
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (taken >= all) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            taken++;
            return true;
        } finally {
            liveWaiting--;
            changed.signalAll();
        }
    }

    private boolean takeBulk(long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        while (taken >= all || bulk >= mostBulk || liveWaiting > 0) {
            if (left <= 0) {
                return false;
            }
            left = changed.awaitNanos(left);
        }
        taken++;
        bulk++;
        return true;
    }
}
