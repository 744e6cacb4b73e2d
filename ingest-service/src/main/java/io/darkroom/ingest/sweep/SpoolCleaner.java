package io.darkroom.ingest.sweep;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Removes spooled uploads that a killed process left: each goes when its request ends, and such a
 * request never did.
 */
@ApplicationScoped
class SpoolCleaner {
    private static final Logger LOG = Logger.getLogger(SpoolCleaner.class);

    /**
     * The names that forms, our own spool, late hashes and renditions give (and Quarkus REST, which
     * read the forms before); the directory may hold other people's files too.
     */
    private static final Pattern SPOOLED =
            Pattern.compile(
                    "resteasy-reactive\\d+upload|darkroom-(form|intake|hash|rendition)-\\d+\\.tmp");

    private final Path directory;
    private final ReconcileConfig config;

    SpoolCleaner(
            @ConfigProperty(name = "quarkus.http.body.uploads-directory") Path directory,
            ReconcileConfig config) {
        this.directory = directory;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        Instant ownStart =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        Instant old = Instant.now().minus(config.spoolAge());
        removeOlderThan(old.isBefore(ownStart) ? old : ownStart);
    }

    private void removeOlderThan(Instant bound) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var files = Files.list(directory)) {
            files.filter(file -> SPOOLED.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .forEach(file -> removeIfOlder(file, bound));
        } catch (IOException e) {
            LOG.warnf("The spool cannot be read directory=%s cause=%s", directory, e.toString());
        }
    }

    /** One that cannot be removed keeps nobody from starting. */
    private static void removeIfOlder(Path file, Instant bound) {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(bound)) {
                Files.deleteIfExists(file);
                LOG.infof("A spooled upload of an earlier process was removed file=%s", file);
            }
        } catch (IOException e) {
            LOG.warnf("A spooled upload stays file=%s cause=%s", file, e.toString());
        }
    }
}
