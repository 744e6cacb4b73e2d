package io.darkroom.ingest.upload;

import io.darkroom.ingest.idempotency.Fingerprint;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an upload.
 *
 * @param content the bytes of the part {@code file}
 * @param request the part's bytes; absent where it was not sent
 * @param giveBack what closing does: removes the file, or gives the memory back
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UploadForm(
        FileContent content,
        @Nullable String fileName,
        byte @Nullable [] request,
        Runnable giveBack)
        implements AutoCloseable {

    /** What makes another upload the same one. */
    Fingerprint fingerprint() {
        var print = Fingerprint.of("POST /v1/assets").with(request).with(fileName);
        return switch (content) {
            case FileContent.OnDisk(Path file) -> print.with(file);
            case FileContent.InMemory(byte[] bytes) -> print.with(bytes);
        };
    }

    @Override
    public void close() {
        giveBack.run();
    }
}
