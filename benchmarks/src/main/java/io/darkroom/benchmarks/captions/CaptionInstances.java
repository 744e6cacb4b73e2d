package io.darkroom.benchmarks.captions;

import io.darkroom.benchmarks.harness.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Processes of caption-service with a heap of 512 MB, for the caption stage alone. */
final class CaptionInstances implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();
    private final Path logs;
    private final Map<String, String> settings;

    CaptionInstances(Path logs, Map<String, String> settings) {
        this.logs = logs;
        this.settings = settings;
    }

    /**
     * @throws UnavailableException if the service is not built
     */
    void startOne() {
        Path jar =
                Path.of(System.getProperty("darkroom.root", ""))
                        .toAbsolutePath()
                        .resolve("caption-service/target/quarkus-app/quarkus-run.jar");
        if (!Files.isReadable(jar)) {
            throw new UnavailableException(jar + " is missing; ./darkroom build makes it");
        }
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toString());
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true)
                .redirectOutput(logs.resolve("caption-" + processes.size() + ".log").toFile());
        try {
            processes.add(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("caption-service could not be started", e);
        }
    }

    /** Stops all, and waits for them. */
    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
