package io.darkroom.ingest.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * How much of the heap uploads may hold, all together: what finds no room goes to the disk, so that
 * the heap does not grow with uploads. See ADR 0046.
 */
@ApplicationScoped
class UploadMemory {
    private static final int UNIT = 1024;

    /** One upload may have so much of it, that few large ones do not take it from all others. */
    private static final int SHARE = 4;

    private final int units;
    private final Semaphore free;

    UploadMemory(UploadConfig config) {
        long bytes = config.memory().orElse(Runtime.getRuntime().maxMemory() / 8);
        units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
        free = new Semaphore(units);
    }

    /**
     * Room for a body.
     *
     * @param length what its header says that it has; the server cuts off what is more
     * @return nothing where the length is unknown or the room is taken
     */
    Optional<Room> room(@Nullable Long length) {
        if (length == null || length < 0 || length / UNIT >= units / SHARE) {
            return Optional.empty();
        }
        int wanted = (int) (length / UNIT) + 1;
        return free.tryAcquire(wanted)
                ? Optional.of(new Room(Math.toIntExact(length), () -> free.release(wanted)))
                : Optional.empty();
    }

    /** Room that is given back once. */
    record Room(int bytes, Runnable giveBack) {}
}
