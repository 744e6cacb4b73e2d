package io.darkroom.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What every benchmark is told.
 *
 * @param quick few and short: shows that it works, measures nothing
 * @param minutes how long what goes on for a given time goes on, 1 or more; not where quick
 * @param photos folder of the photographs; need not be there
 * @param state the state directory of the Darkroom to load
 */
public record Run(boolean quick, int minutes, Path photos, Path state, Progress progress) {

    /** The folder of Darkroom's sources and of what was built of them. */
    public static Path root() {
        return Path.of(System.getProperty("darkroom.root", "")).toAbsolutePath();
    }

    /** One of two sizes of a job. */
    public int size(int whole, int whenQuick) {
        return quick ? whenQuick : whole;
    }

    /** A folder for what the services of a benchmark's own say; the last run's is in it. */
    public Path logs(String benchmark) {
        try {
            return Files.createDirectories(state.resolve("bench-" + benchmark));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for logs in " + state, e);
        }
    }
}
