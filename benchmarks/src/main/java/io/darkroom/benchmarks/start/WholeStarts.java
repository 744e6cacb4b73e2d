package io.darkroom.benchmarks.start;

import io.darkroom.benchmarks.harness.UnavailableException;
import io.darkroom.benchmarks.report.Figures;
import io.darkroom.benchmarks.report.Samples;
import io.darkroom.local.embedded.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./darkroom up} as one types it, from built jars: with nothing stored, and again with what
 * that left.
 */
final class WholeStarts {
    static final List<String> COLUMNS =
            List.of("./darkroom up", "over 15 s", "ready, s", "quartiles");

    private static final double WANTED_SECONDS = 15;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Path root;
    private final Path state;
    private final Path log;
    private final FirstPictures pictures;
    private final List<Double> first = new ArrayList<>();
    private final List<Double> again = new ArrayList<>();

    /**
     * @param root where {@code ./darkroom} is
     * @param state a folder that is made, and gone afterwards
     * @param log takes what it says
     * @param pictures are sent as soon as it is ready
     */
    WholeStarts(Path root, Path state, Path log, FirstPictures pictures) {
        this.root = root;
        this.state = state;
        this.log = log;
        this.pictures = pictures;
    }

    /**
     * Starts it twice, and stops it.
     *
     * @throws UnavailableException if it ends instead
     */
    void measure() throws InterruptedException {
        try {
            first.add(seconds());
            again.add(seconds());
        } finally {
            Directories.delete(state);
        }
    }

    List<List<String>> rows() {
        return List.of(row("nothing stored", first), row("again", again));
    }

    private static List<String> row(String name, List<Double> seconds) {
        var samples = new Samples(seconds);
        return List.of(
                name,
                Figures.of(samples.median() / WANTED_SECONDS),
                Figures.of(samples.median()),
                Figures.spread(samples));
    }

    private double seconds() throws InterruptedException {
        long start = System.nanoTime();
        Process up = start();
        try {
            // Written once all are ready, and taken away at the end.
            while (!Files.exists(state.resolve("endpoints.json"))) {
                if (!up.isAlive()) {
                    throw new UnavailableException("./darkroom up ended; its log is " + log);
                }
                Thread.sleep(LOOK_AGAIN);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            pictures.measure(state);
            return seconds;
        } finally {
            up.destroy();
            up.waitFor();
        }
    }

    private Process start() {
        var command =
                List.of(
                        root.resolve("darkroom").toString(),
                        "up",
                        "--state",
                        state.toString(),
                        "--port-base",
                        "18080",
                        "--no-archives");
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("./darkroom could not be started", e);
        }
    }
}
