package io.darkroom.ingest.preset;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A version of a preset.
 *
 * @param name unique within the tenant
 * @param version 1 for the first; rises by one with every change
 * @param request the fields of an upload request that it fills in
 * @param reviewRules the path of its review rules
 */
@Schema(description = "A version of a preset.")
public record Preset(
        String name,
        int version,
        @Schema(
                        description = "The fields of an upload request that the preset fills in",
                        implementation = Object.class)
                JsonNode request,
        Instant createdAt,
        String createdBy,
        @Schema(description = "Where the preset's review rules are, if it has any")
                String reviewRules) {
    /** A version with its rules where they always are. */
    Preset(String name, int version, JsonNode request, Instant createdAt, String createdBy) {
        this(name, version, request, createdAt, createdBy, "/v1/review-rules/" + name);
    }
}
