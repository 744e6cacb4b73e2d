package io.darkroom.ingest.intake.direct;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How to send the file: with one request to {@code url}, or with one for each of {@code parts}.
 *
 * @param method of every request
 * @param expiresAt until then the requests work and the upload may be completed
 * @param headers to be sent as they are; they are signed
 */
@Schema(name = "DirectUpload")
record DirectUploadView(
        UUID id,
        Instant expiresAt,
        String method,
        @Nullable URI url,
        @Nullable Map<String, String> headers,
        @Nullable List<Part> parts) {

    /**
     * One part of the file.
     *
     * @param partNumber from 1, in the order of the file
     * @param bytes how many of the file's next bytes
     */
    @Schema(name = "DirectUploadPart")
    record Part(int partNumber, long bytes, URI url, Map<String, String> headers) {}
}
