package io.darkroom.ingest.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** An original on the local disk, until it is taken in. Closing removes it. */
public final class SpooledFile implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SpooledFile.class);

    private final Path path;

    SpooledFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** A file that cannot be removed is left to the spool's cleaner. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warnf("A spooled original stays file=%s cause=%s", path, e.toString());
        }
    }
}
