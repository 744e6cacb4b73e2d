package io.darkroom.benchmarks.pipeline;

import io.darkroom.benchmarks.harness.Progress;
import io.darkroom.benchmarks.harness.SamplePicture;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Uploads at even intervals, each followed until it is published. What is older than the last few
 * hundred is erased, so that the disk does not fill.
 */
final class SoakLoad {
    private static final int MOST_AT_A_TIME = 64;

    private final RunningDarkroom darkroom;
    private final List<SamplePicture> pictures;
    private final int kept;
    private final Progress progress;
    private final Queue<UUID> published = new ConcurrentLinkedQueue<>();
    private final Semaphore places = new Semaphore(MOST_AT_A_TIME);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();

    /**
     * @param kept how many published assets are not erased
     */
    SoakLoad(RunningDarkroom darkroom, List<SamplePicture> pictures, int kept, Progress progress) {
        this.darkroom = darkroom;
        this.pictures = pictures;
        this.kept = kept;
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @param rate uploads a second; fewer come where so many are under way that Darkroom cannot
     *     keep up
     * @return how many were published
     * @throws RuntimeException what an upload ended with that was not published
     */
    int run(double rate, Duration duration) throws InterruptedException {
        long interval = (long) (1e9 / rate);
        int planned = (int) (duration.toNanos() / interval);
        long end = System.nanoTime() + duration.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int number = 0;
            for (long next = System.nanoTime();
                    next < end && broken.get() == null;
                    next = Math.max(next + interval, System.nanoTime() - interval)) {
                Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
                places.acquire();
                progress.count("soak: uploads", number, planned);
                var picture = pictures.get(number++ % pictures.size());
                threads.execute(() -> follow(picture));
            }
        }
        RuntimeException why = broken.get();
        if (why != null) {
            throw why;
        }
        return done.get();
    }

    private void follow(SamplePicture picture) {
        try {
            var enriched = darkroom.enrich(picture, RunningDarkroom.EVERY_DEFAULT_STAGE);
            done.incrementAndGet();
            published.add(enriched.asset().id());
            // Several may look at once: the count need not be exact.
            UUID old = published.size() > kept ? published.poll() : null;
            if (old != null) {
                darkroom.erase(old);
            }
        } catch (RuntimeException e) {
            broken.compareAndSet(null, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }
}
