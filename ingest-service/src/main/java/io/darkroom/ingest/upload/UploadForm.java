package io.darkroom.ingest.upload;

import io.darkroom.ingest.idempotency.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an upload. Closing it removes the file.
 *
 * @param file where the part lies on disk
 * @param request the part's bytes; absent where it was not sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UploadForm(Path file, @Nullable String fileName, byte @Nullable [] request)
        implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UploadForm.class);

    /** What makes another upload the same one. */
    Fingerprint fingerprint() {
        return Fingerprint.of("POST /v1/assets").with(request).with(fileName).with(file);
    }

    @Override
    public void close() {
        remove(file);
    }

    /** Removes a file; one that cannot be removed is left to the spool's cleaner. */
    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("A spooled upload stays file=%s cause=%s", file, e.toString());
        }
    }
}
