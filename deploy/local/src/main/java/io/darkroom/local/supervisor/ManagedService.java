package io.darkroom.local.supervisor;

import io.darkroom.local.command.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One service: its process, its log, and a new process whenever that one dies. */
final class ManagedService implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final ServiceSpec spec;
    private final Path logFile;
    private final Console console;
    private final Reaper reaper;
    private final Runnable changed;
    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread keeper;
    private volatile @Nullable Process process;
    private final AtomicInteger starts = new AtomicInteger();

    /**
     * @param changed told after every start of a process
     */
    ManagedService(
            ServiceSpec spec,
            Path logs,
            Console console,
            Reaper reaper,
            Backoff backoff,
            Runnable changed) {
        this.spec = spec;
        this.logFile = logs.resolve(spec.name() + ".log");
        this.console = console;
        this.reaper = reaper;
        this.backoff = backoff;
        this.changed = changed;
        this.keeper = Thread.ofPlatform().name("keep-" + spec.name()).unstarted(this::keep);
    }

    ManagedService start() {
        keeper.start();
        return this;
    }

    ServiceSpec spec() {
        return spec;
    }

    /** The process that runs now; -1 between a death and the next start. */
    long pid() {
        Process now = process;
        return now == null || !now.isAlive() ? -1 : now.pid();
    }

    /** How often a process was started, the first time included. */
    int starts() {
        return starts.get();
    }

    private void keep() {
        while (stopping.getCount() > 0) {
            Instant began = Instant.now();
            String end = runOnce();
            // Ctrl-C reaches the service as soon as it reaches us: that is no death to speak of.
            if (isStopping(Duration.ofMillis(300))) {
                return;
            }
            Duration wait = backoff.after(Duration.between(began, Instant.now()));
            console.say(
                    "%s ended (%s); starting it again in %d ms. Its log: %s"
                            .formatted(spec.name(), end, wait.toMillis(), logFile));
            if (isStopping(wait)) {
                return;
            }
        }
    }

    private String runOnce() {
        var builder = new ProcessBuilder(spec.command()).redirectErrorStream(true);
        builder.environment().putAll(spec.environment());
        try {
            Process started = builder.start();
            reaper.add(started.pid());
            process = started;
            starts.incrementAndGet();
            if (stopping.getCount() == 0) {
                started.destroy();
            }
            started.getOutputStream().close();
            changed.run();
            copyLog(started);
            int code = started.waitFor();
            reaper.drop(started.pid());
            return code > 128 ? "killed by signal " + (code - 128) : "exit code " + code;
        } catch (IOException | UncheckedIOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private void copyLog(Process started) throws IOException {
        try (var lines = started.inputReader(StandardCharsets.UTF_8);
                var file =
                        Files.newBufferedWriter(
                                logFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            String line;
            while ((line = lines.readLine()) != null) {
                file.write(line);
                file.newLine();
                file.flush();
                console.service(spec.index(), spec.name(), line);
            }
        }
    }

    private boolean isStopping(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Asks the service to end; {@link #close()} waits for it. */
    void requestStop() {
        stopping.countDown();
        Process now = process;
        if (now != null) {
            now.destroy();
        }
    }

    @Override
    public void close() {
        requestStop();
        try {
            if (!keeper.join(GRACE)) {
                Process now = process;
                if (now != null) {
                    now.descendants().forEach(ProcessHandle::destroyForcibly);
                    now.destroyForcibly();
                }
                keeper.join(GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
