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
        String createdBy) {}
