package io.darkroom.ingest.intake;

import io.darkroom.ingest.spool.SpoolFolder;
import io.darkroom.ingest.upload.UploadConfig;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Writes originals that come as streams to the local disk, beside those that come in forms. */
@ApplicationScoped
public class Spool {
    private static final int BUFFER = 64 * 1024;

    private final SpoolFolder folder;
    private final long maxBytes;

    Spool(SpoolFolder folder, UploadConfig config) {
        this.folder = folder;
        this.maxBytes = config.maxFileBytes().asLongValue();
    }

    /** The most bytes that an original may have. */
    public long maxBytes() {
        return maxBytes;
    }

    /**
     * Lets a length pass that somebody declared.
     *
     * @throws ProblemException {@code file-too-large}
     */
    public void requireSize(long bytes) {
        if (bytes > maxBytes) {
            throw ProblemType.FILE_TOO_LARGE.exception(
                    "The file has %d bytes; at most %d are taken".formatted(bytes, maxBytes));
        }
    }

    /**
     * Writes what the stream holds, which stays the caller's. Blocks.
     *
     * @throws ProblemException {@code file-too-large}; then nothing is left of it
     * @throws IOException if the stream or the disk fails; the same holds
     */
    public SpooledFile write(InputStream content) throws IOException {
        var file = new SpooledFile(folder.newFile(SpoolFolder.Use.INTAKE));
        boolean whole = false;
        try (var out = Files.newOutputStream(file.path())) {
            byte[] buffer = new byte[BUFFER];
            long written = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                written += read;
                if (written > maxBytes) {
                    throw ProblemType.FILE_TOO_LARGE.exception(
                            "The file has more than %d bytes".formatted(maxBytes));
                }
                out.write(buffer, 0, read);
            }
            whole = true;
            return file;
        } finally {
            if (!whole) {
                file.close();
            }
        }
    }
}
