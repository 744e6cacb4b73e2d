package io.darkroom.ingest.upload;

import io.darkroom.contracts.UploadRequest;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The parts of an upload as the OpenAPI document describes them; read by {@link UploadForm}. */
@Schema(description = "A form of two parts")
record UploadParts(
        @Schema(
                        required = true,
                        type = SchemaType.STRING,
                        format = "binary",
                        description = "The picture: JPEG, PNG, WebP, GIF or TIFF")
                String file,
        @Schema(description = "What is asked for; absent for every default")
                @Nullable UploadRequest request) {
    static final String EXAMPLE =
            """
            {"file": "table.jpg",
             "request": {"caption": {"languages": ["en", "de"]}, "crops": ["1:1", "16:9"]}}
            """;
}
