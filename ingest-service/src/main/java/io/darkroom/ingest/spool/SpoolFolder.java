package io.darkroom.ingest.spool;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where pictures lie while they are read: a file goes as soon as whoever made it is done, and those
 * of a killed process once another starts. The folder may hold other people's files, too, which
 * nobody here touches.
 */
@ApplicationScoped
public class SpoolFolder {
    /** What a file is for; its name says so. */
    public enum Use {
        /** An original that comes in a form. */
        FORM,
        /** One that comes another way. */
        INTAKE,
        /** A stored one of which the perceptual hash is taken. */
        HASH,
        /** A stored file of which a smaller one is made. */
        RENDITION;

        private String prefix() {
            return "darkroom-" + name().toLowerCase(Locale.ROOT) + "-";
        }
    }

    /** Ours, and those of Quarkus REST, which read the forms before. */
    private static final Pattern OURS =
            Pattern.compile(
                    "resteasy-reactive\\d+upload|"
                            + Arrays.stream(Use.values())
                                    .map(Use::prefix)
                                    .collect(Collectors.joining("|", "(?:", ")\\d+\\.tmp")));

    private final Path directory;

    /**
     * @param directory made once it is needed
     */
    public SpoolFolder(
            @ConfigProperty(name = "quarkus.http.body.uploads-directory") Path directory) {
        this.directory = directory;
    }

    /**
     * A new, empty file, which whoever asks for it removes.
     *
     * @throws IOException if the disk fails
     */
    public Path newFile(Use use) throws IOException {
        Files.createDirectories(directory);
        return Files.createTempFile(directory, use.prefix(), null);
    }

    /**
     * The files that were made here, by whichever process.
     *
     * @throws IOException if the folder cannot be read
     */
    public List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> OURS.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    /** The folder. */
    @Override
    public String toString() {
        return directory.toString();
    }
}
