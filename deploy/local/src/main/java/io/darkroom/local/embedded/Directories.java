package io.darkroom.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Directory trees. */
public final class Directories {
    private Directories() {}

    /**
     * A new one among the system's temporary files.
     *
     * @param name what its name begins with
     * @throws UncheckedIOException if there is no room for one
     */
    public static Path temporary(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for temporary files", e);
        }
    }

    /**
     * Deletes a directory with all in it; links are deleted, never followed.
     *
     * @throws UncheckedIOException if something in it cannot be deleted
     */
    public static void delete(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + directory, e);
        }
    }
}
