package io.darkroom.systemtests;

import static io.restassured.RestAssured.given;

import io.darkroom.local.launch.BuiltService;
import io.darkroom.local.launch.RunningService;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One process of a service with settings of a test's own, beside the Darkroom that runs. */
final class SingleService implements AutoCloseable {
    private static final Path ROOT =
            Path.of(System.getProperty("darkroom.root", "..")).toAbsolutePath().normalize();
    private static final Path LOGS = Path.of("target", "single").toAbsolutePath();
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final RunningService running;

    private SingleService(RunningService running) {
        this.running = running;
    }

    /**
     * Starts it, and does not wait.
     *
     * @param module such as {@code ingest-service}
     * @param settings by property name
     * @param options for Java, before those that every service has
     */
    static SingleService start(String module, Map<String, String> settings, String... options) {
        var service = BuiltService.of(ROOT, module);
        var more = new ArrayList<>(List.of(options));
        more.add("-Xmx320m");
        Path log = LOGS.resolve(module + "-" + STARTED.incrementAndGet() + ".log");
        try {
            Files.createDirectories(LOGS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SingleService(
                RunningService.start(
                        service,
                        service.isArchived(),
                        more,
                        BuiltService.environment(settings),
                        log));
    }

    URI url() {
        return running.url();
    }

    /** Waits until it answers at all. */
    SingleService awaitAlive() {
        return await("/q/health/live");
    }

    /** Waits until it can work. */
    SingleService awaitReady() {
        return await("/q/health/ready");
    }

    Response get(String path) {
        return given().baseUri(url().toString()).get(path);
    }

    private SingleService await(String path) {
        try {
            running.await(path, PATIENCE, LOOK_AGAIN);
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a service started", e);
        }
    }

    /** Stops it in order, and waits. */
    @Override
    public void close() {
        running.close();
    }
}
