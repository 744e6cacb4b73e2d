package io.darkroom.stage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the bytes of originals that are in memory at once, all stages together. */
@ApplicationScoped
class ByteBudget {
    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;

    @Inject
    ByteBudget(StageConfig config) {
        this(config.maxBytesInFlight().orElse(Runtime.getRuntime().maxMemory() / 4));
    }

    ByteBudget(long bytes) {
        units = Math.max(1, (int) Math.min(Integer.MAX_VALUE, bytes / UNIT));
        free = new Semaphore(units, true);
    }

    /** Waits until there is room; an original larger than the budget has all of it. */
    Room take(long bytes) throws InterruptedException {
        int wanted = (int) Math.min(units, bytes / UNIT + 1);
        free.acquire(wanted);
        return new Room(wanted);
    }

    /** A part of the budget, until it is closed. */
    final class Room implements AutoCloseable {
        private final AtomicInteger taken;

        private Room(int units) {
            taken = new AtomicInteger(units);
        }

        @Override
        public void close() {
            free.release(taken.getAndSet(0));
        }
    }
}
