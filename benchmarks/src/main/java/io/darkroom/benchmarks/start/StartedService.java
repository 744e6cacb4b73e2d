package io.darkroom.benchmarks.start;

import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.local.launch.BuiltService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of a service, timed from its start to its first answer that it is ready. */
final class StartedService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final Process process;
    private final double readyMillis;
    private final double processorMillis;

    private StartedService(Process process, double readyMillis) {
        this.process = process;
        this.readyMillis = readyMillis;
        this.processorMillis =
                process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /**
     * Starts it and returns once it is ready.
     *
     * @param log takes what it says
     * @throws UnavailableException if it is not within a minute
     */
    static StartedService start(
            BuiltService service,
            boolean archived,
            int port,
            Map<String, String> environment,
            Path log,
            HttpClient http)
            throws InterruptedException {
        var builder =
                new ProcessBuilder(service.command(List.of("-Xmx512m"), archived))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_HOST", "localhost");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        long start = System.nanoTime();
        try {
            Process process = builder.start();
            URI ready = URI.create("http://localhost:" + port + "/q/health/ready");
            while (!isReady(http, ready)) {
                if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                    process.destroyForcibly();
                    throw new UnavailableException(
                            service.module() + " does not get ready; its log is " + log);
                }
                Thread.sleep(LOOK_AGAIN);
            }
            return new StartedService(process, (System.nanoTime() - start) / 1e6);
        } catch (IOException e) {
            throw new UncheckedIOException(service.module() + " could not be started", e);
        }
    }

    private static boolean isReady(HttpClient http, URI ready) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            // It does not listen yet.
            return false;
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
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
