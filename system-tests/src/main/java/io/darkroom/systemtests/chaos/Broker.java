package io.darkroom.systemtests.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The broker as this process sees it: may be stopped, killed and started again on its data. */
final class Broker implements AutoCloseable {
    private static final long READY_WITHIN_S = 120;

    private final Path data;
    private final Path log;
    private final int port;
    private @Nullable Process process;

    Broker(Path data, Path log, int port) {
        this.data = data;
        this.log = log;
        this.port = port;
    }

    String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Returns once it serves, with Darkroom's topics. */
    synchronized void start() throws InterruptedException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        data.toString(),
                        Integer.toString(port));
        try {
            Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
            process = started;
            var ready = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> copy(started, ready));
            if (!ready.await(READY_WITHIN_S, TimeUnit.SECONDS) || !started.isAlive()) {
                throw new IllegalStateException("The broker does not come up; see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in order, or as the power would. */
    synchronized void stop(boolean hard) throws InterruptedException {
        Process running = process;
        if (running == null) {
            return;
        }
        if (hard) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        if (!running.waitFor(60, TimeUnit.SECONDS)) {
            running.destroyForcibly().waitFor();
        }
        process = null;
    }

    private void copy(Process started, CountDownLatch ready) {
        try (var lines = started.inputReader(StandardCharsets.UTF_8);
                var file =
                        Files.newBufferedWriter(
                                log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            String line;
            while ((line = lines.readLine()) != null) {
                file.write(line);
                file.newLine();
                if (line.equals(BrokerMain.READY)) {
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ready.countDown();
        }
    }

    @Override
    public void close() {
        try {
            stop(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
