package io.darkroom.benchmarks.start;

import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.local.launch.BuiltService;
import io.darkroom.local.launch.RunningService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One process of a service, timed from its start to its first answer that it is ready. */
final class StartedService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final RunningService running;
    private final double readyMillis;
    private final double processorMillis;

    private StartedService(RunningService running, double readyMillis) {
        this.running = running;
        this.readyMillis = readyMillis;
        this.processorMillis =
                running.process().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /**
     * Starts it and returns once it is ready.
     *
     * @param log takes what it says
     * @throws UnavailableException if it is not within a minute
     */
    static StartedService start(
            BuiltService service, boolean archived, Map<String, String> environment, Path log)
            throws InterruptedException {
        long start = System.nanoTime();
        var running =
                RunningService.start(service, archived, List.of("-Xmx512m"), environment, log);
        try {
            running.await("/q/health/ready", PATIENCE, LOOK_AGAIN);
            return new StartedService(running, (System.nanoTime() - start) / 1e6);
        } catch (IllegalStateException e) {
            running.close();
            throw new UnavailableException(String.valueOf(e.getMessage()));
        }
    }

    double readyMillis() {
        return readyMillis;
    }

    /** Processor time that it took up to then. */
    double processorMillis() {
        return processorMillis;
    }

    long pid() {
        return running.process().pid();
    }

    @Override
    public void close() {
        running.close();
    }
}
