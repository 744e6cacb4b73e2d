package io.darkroom.stage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;

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

    /** Runs the work when there is room; an original larger than the budget runs by itself. */
    <T> T with(long bytes, Solo.Interruptible<T> work) throws InterruptedException {
        int wanted = (int) Math.min(units, bytes / UNIT + 1);
        free.acquire(wanted);
        try {
            return work.run();
        } finally {
            free.release(wanted);
        }
    }
}
