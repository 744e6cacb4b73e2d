package io.darkroom.systemtests.chaos;

import io.darkroom.local.launch.BuiltService;
import java.io.File;
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
import org.jspecify.annotations.Nullable;

/** One instance of a service, started again a second after it dies, as a cluster would. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(6);

    private final String name;
    private final int port;
    private final Path log;
    private final HttpClient http;
    private final Thread keeper;
    private volatile Start start;
    private volatile boolean wanted = true;
    private volatile @Nullable Process process;

    /**
     * How the next process of this instance is started.
     *
     * @param service of one build or another
     */
    record Start(BuiltService service, Map<String, String> environment) {}

    ServiceProcess(String name, int port, Path logs, Start start, HttpClient http) {
        this.name = name;
        this.port = port;
        this.log = logs.resolve(name + ".log");
        this.start = start;
        this.http = http;
        this.keeper = Thread.ofPlatform().name("keep-" + name).start(this::keep);
    }

    String name() {
        return name;
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    private void keep() {
        while (wanted) {
            try {
                launch().waitFor();
                Thread.sleep(1000);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private synchronized Process launch() {
        Start now = start;
        var builder =
                new ProcessBuilder(now.service().command(List.of("-Xmx320m")))
                        .redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(now.environment());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "localhost");
        try {
            Process started = builder.start();
            process = started;
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it without a chance to say a word; its keeper starts the next. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    /** Stops it in the middle of whatever it does, without ending it. */
    void freeze() throws InterruptedException {
        signal("STOP");
    }

    void thaw() throws InterruptedException {
        signal("CONT");
    }

    /** Ends it in order; the next process is started as said here. */
    void restart(Start next) throws InterruptedException {
        start = next;
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        }
    }

    Start current() {
        return start;
    }

    private void signal(String signal) throws InterruptedException {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() throws InterruptedException {
        var request =
                HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * @throws IllegalStateException if it does not get ready
     */
    void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " does not get ready; see " + log);
            }
            Thread.sleep(250);
        }
    }

    @Override
    public void close() {
        wanted = false;
        keeper.interrupt();
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
