package io.darkroom.local.launch;

import io.darkroom.local.embedded.FreePort;
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

/**
 * One process of a built service with settings of its own, on a free port of this machine. For
 * tests, benchmarks and training runs: nobody starts it again when it ends.
 */
public final class RunningService implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration END_WITHIN = Duration.ofSeconds(30);

    /** Settings of services, which a person's environment may hold for other servers. */
    private static final List<String> SETTINGS =
            List.of("DARKROOM_", "KAFKA_", "QUARKUS_", "SMALLRYE_", "MP_");

    private final BuiltService service;
    private final URI url;
    private final Path log;
    private final Process process;

    private RunningService(BuiltService service, URI url, Path log, Process process) {
        this.service = service;
        this.url = url;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it, and does not wait. Of settings it knows these alone, none of the caller's
     * environment.
     *
     * @param archived whether from Java's archive
     * @param options for Java, beside those that every service has
     * @param environment see {@link BuiltService#environment}
     * @param log takes what it says
     * @throws UncheckedIOException if there can be no process
     */
    public static RunningService start(
            BuiltService service,
            boolean archived,
            List<String> options,
            Map<String, String> environment,
            Path log) {
        int port = FreePort.any();
        var builder =
                new ProcessBuilder(service.command(options, archived))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> SETTINGS.stream().anyMatch(name::startsWith));
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_HOST", "localhost");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        try {
            var url = URI.create("http://localhost:" + port);
            return new RunningService(service, url, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(service.module() + " could not be started", e);
        }
    }

    /** Where it answers. */
    public URI url() {
        return url;
    }

    /** Its process. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /**
     * Waits until it answers a path with 200.
     *
     * @param path such as {@code /q/health/ready}
     * @param between two looks
     * @throws IllegalStateException if it ends or does not answer in time, naming its log
     */
    public RunningService await(String path, Duration atMost, Duration between)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isOk(path)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(service.module() + " ended; its log is " + log);
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "%s does not answer %s within %d s; its log is %s"
                                .formatted(service.module(), path, atMost.toSeconds(), log));
            }
            Thread.sleep(between);
        }
        return this;
    }

    private boolean isOk(String path) throws InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER_WITHIN).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            // It does not listen yet.
            return false;
        }
    }

    /**
     * What it answers to a GET.
     *
     * @throws UncheckedIOException if it does not
     */
    public String get(String path) throws InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER_WITHIN).build();
        try {
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(service.module() + " does not answer " + path, e);
        }
    }

    /**
     * Ends it, and what it has started, without a chance to say a word ({@code kill -9}), and waits
     * until it is gone.
     */
    public void kill() throws InterruptedException {
        forcibly().waitFor();
    }

    /** Stops it in order, and waits. */
    @Override
    public void close() {
        stop(END_WITHIN);
    }

    /** Stops it in order, and waits; one that does not end in time is killed. */
    public void stop(Duration within) {
        process.destroy();
        try {
            if (!process.waitFor(within)) {
                forcibly();
            }
        } catch (InterruptedException e) {
            forcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process forcibly() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        return process.destroyForcibly();
    }
}
