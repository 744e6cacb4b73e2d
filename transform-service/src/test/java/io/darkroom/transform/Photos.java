package io.darkroom.transform;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The photographs beside the project, where they are. */
public final class Photos {
    private Photos() {}

    public static List<Path> all() throws IOException {
        Path folder = Path.of(System.getProperty("photos", "absent"));
        assumeTrue(
                Files.isDirectory(folder), () -> "No photographs in " + folder + ": set -Dphotos");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .sorted()
                    .toList();
        }
    }

    public static byte[] bytes(String name) throws IOException {
        Path file = Path.of(System.getProperty("photos", "absent"), name);
        assumeTrue(Files.exists(file), () -> "No photograph " + file + ": set -Dphotos");
        return Files.readAllBytes(file);
    }
}
