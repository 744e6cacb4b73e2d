package io.darkroom.local.launch;

import io.darkroom.local.embedded.Directories;
import io.darkroom.local.embedded.EmbeddedServerException;
import io.darkroom.local.embedded.ServerLogs;
import io.darkroom.local.embedded.Servers;
import io.darkroom.local.embedded.ServiceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Kafka, PostgreSQL and S3 for training runs alone, on free ports, of which nothing is left at the
 * end.
 */
final class TrainingServers implements AutoCloseable {
    private final Path folder;
    private final Servers servers;

    private TrainingServers(Path folder, Servers servers) {
        this.folder = folder;
        this.servers = servers;
    }

    /**
     * Starts them.
     *
     * @throws EmbeddedServerException if one does not start
     */
    static TrainingServers start() {
        ServerLogs.quiet();
        Path folder = folder();
        try {
            return new TrainingServers(
                    folder,
                    Servers.start(folder, Servers.Ports.FREE, "training", "training-secret-key"));
        } catch (EmbeddedServerException e) {
            Directories.delete(folder);
            throw e;
        }
    }

    /** What a service is to be told of them, by property name. */
    Map<String, String> settings() {
        return ServiceSettings.of(servers);
    }

    @Override
    public void close() {
        try {
            servers.close();
        } finally {
            Directories.delete(folder);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("darkroom-training");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for temporary files", e);
        }
    }
}
