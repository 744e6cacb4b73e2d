package io.darkroom.systemtests;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.darkroom.local.embedded.FreePort;
import io.darkroom.local.launch.BuiltService;
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
import java.util.concurrent.TimeUnit;

/** One process of a service with settings of a test's own, beside the Darkroom that runs. */
final class SingleService implements AutoCloseable {
    private static final Path ROOT =
            Path.of(System.getProperty("darkroom.root", "..")).toAbsolutePath().normalize();
    private static final Path LOGS = Path.of("target", "single").toAbsolutePath();

    private final String module;
    private final int port;
    private final Path log;
    private final Process process;

    private SingleService(String module, int port, Path log, Process process) {
        this.module = module;
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it, and does not wait.
     *
     * @param module such as {@code ingest-service}
     * @param settings by property name
     * @param options for Java, before those that every service has
     */
    static SingleService start(String module, Map<String, String> settings, String... options) {
        int port = FreePort.any();
        Path log = LOGS.resolve(module + "-" + port + ".log");
        var more = new ArrayList<>(List.of(options));
        more.add("-Xmx320m");
        var builder =
                new ProcessBuilder(new BuiltService(ROOT, module).command(more))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(BuiltService.environment(settings));
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "localhost");
        try {
            Files.createDirectories(LOGS);
            return new SingleService(module, port, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Waits until it answers at all. */
    SingleService awaitAlive() {
        return awaitOk("/q/health/live");
    }

    /** Waits until it can work. */
    SingleService awaitReady() {
        return awaitOk("/q/health/ready");
    }

    Response get(String path) {
        return given().baseUri(url().toString()).get(path);
    }

    private SingleService awaitOk(String path) {
        await(module + ", see " + log)
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(module + " ended; see " + log);
                    }
                    return get(path).statusCode() == 200;
                });
        return this;
    }

    /** Stops it in order, and waits. */
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
