package io.darkroom.benchmarks.pipeline;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Looks at the samples again and again, beside the load. */
final class SoakWatch implements AutoCloseable {
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("soak-watch").daemon().factory());
    private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();

    private SoakWatch() {}

    static SoakWatch begin(SoakSamples samples, Duration every) {
        var watch = new SoakWatch();
        var _ =
                watch.timer.scheduleWithFixedDelay(
                        () -> watch.look(samples), 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look(SoakSamples samples) {
        try {
            samples.look();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            broken.compareAndSet(null, e);
        }
    }

    /**
     * Ends with the look that is under way.
     *
     * @throws RuntimeException what a look ended with, such as that a service was started anew
     */
    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        RuntimeException why = broken.get();
        if (why != null) {
            throw why;
        }
    }
}
