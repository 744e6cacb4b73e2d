package io.darkroom.ingest.sweep;

import io.darkroom.ingest.spool.SpoolFolder;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Removes spooled uploads that a killed process left: each goes when its request ends, and such a
 * request never did.
 */
@ApplicationScoped
class SpoolCleaner {
    private static final Logger LOG = Logger.getLogger(SpoolCleaner.class);

    private final SpoolFolder folder;
    private final ReconcileConfig config;

    SpoolCleaner(SpoolFolder folder, ReconcileConfig config) {
        this.folder = folder;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        Instant ownStart =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        Instant old = Instant.now().minus(config.spoolAge());
        removeOlderThan(old.isBefore(ownStart) ? old : ownStart);
    }

    private void removeOlderThan(Instant bound) {
        try {
            folder.files().forEach(file -> removeIfOlder(file, bound));
        } catch (IOException e) {
            LOG.warnf("The spool cannot be read directory=%s cause=%s", folder, e.toString());
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
