package io.darkroom.ingest.intake.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an import.
 *
 * @param source {@code s3://bucket/prefix}
 * @param request what each object is asked for, as in a form; usually a preset
 * @param rate objects a second at most, 1 to 1,000; 20 where absent
 */
@Schema(
        description = "Asks for everything under a prefix of a bucket to become assets.",
        requiredProperties = "source")
public record ImportRequest(
        @Schema(description = "s3://bucket/prefix") String source,
        @Schema(
                        description = "What each object is asked for, as in a form",
                        implementation = Object.class)
                @Nullable JsonNode request,
        @Schema(
                        description = "Objects a second at most",
                        minimum = "1",
                        maximum = "1000",
                        defaultValue = "20")
                @Nullable Integer rate) {
    private static final int RATE = 20;
    private static final int MOST = 1_000;

    public ImportRequest {
        if (source == null) {
            throw new IllegalArgumentException("source is missing");
        }
        request =
                request == null || request.isNull()
                        ? JsonNodeFactory.instance.objectNode()
                        : request;
        rate = rate == null ? Integer.valueOf(RATE) : rate;
        if (rate < 1 || rate > MOST) {
            throw new IllegalArgumentException("rate must be 1 to " + MOST + ", was " + rate);
        }
    }
}
