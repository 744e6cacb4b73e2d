package io.darkroom.ingest.intake.url;

import io.darkroom.contracts.UploadRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/assets/from-url} as the API's description shows it. It is read field
 * by field, so that everything that is wrong is reported at once.
 */
@Schema(requiredProperties = "url")
record FromUrlRequest(
        @Schema(description = "http or https, to a public address") String url,
        @Schema(description = "Of the asset; the end of the URL's path by default")
                @Nullable String fileName,
        @Nullable UploadRequest request) {
    static final String EXAMPLE =
            """
            {"url": "https://shop.example/pictures/table.jpg",
             "request": {"externalId": "sku-4711", "crops": ["1:1", "16:9"]}}\
            """;
}
