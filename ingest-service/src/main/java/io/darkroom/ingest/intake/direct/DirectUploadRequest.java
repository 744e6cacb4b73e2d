package io.darkroom.ingest.intake.direct;

import io.darkroom.contracts.UploadRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/uploads} as the API's description shows it. It is read field by
 * field, so that everything that is wrong is reported at once.
 */
@Schema(requiredProperties = {"contentType", "bytes"})
record DirectUploadRequest(
        @Nullable String fileName,
        @Schema(description = "One of the picture types that are taken") String contentType,
        @Schema(description = "The exact size of the file", minimum = "1") long bytes,
        @Schema(
                        description = "Of the file; may be left to the completion",
                        pattern = "^[0-9a-fA-F]{64}$")
                @Nullable String sha256,
        @Nullable UploadRequest request) {
    static final String EXAMPLE =
            """
            {"fileName": "table.jpg", "contentType": "image/jpeg", "bytes": 2534495,
             "request": {"externalId": "sku-4711"}}\
            """;
}
