package io.darkroom.ingest.intake.direct;

import io.darkroom.contracts.UploadRequest;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is going to upload.
 *
 * @param fileName cleaned
 * @param contentType one that is taken
 * @param bytes exactly, 1 or more
 * @param sha256 64 lower-case hexadecimal digits
 * @param request the effective request
 */
record Announcement(
        @Nullable String fileName,
        String contentType,
        long bytes,
        @Nullable String sha256,
        UploadRequest request) {}
