package io.darkroom.ingest.canary;

import io.darkroom.contracts.StageControl;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for a canary.
 *
 * @param name as its instances are configured
 * @param percent its share of the work, above 0, 100 at most
 */
@Schema(description = "Asks for a canary.")
public record CanaryRequest(
        @Schema(
                        description = "As its instances are configured: darkroom.canary.name",
                        pattern = "^[a-z0-9][a-z0-9-]{0,39}$")
                String name,
        @Schema(
                        description = "Its share of the stage's work",
                        exclusiveMinimum = true,
                        minimum = "0",
                        maximum = "100")
                double percent) {
    public CanaryRequest {
        if (name == null || !StageControl.Canary.isName(name)) {
            throw new IllegalArgumentException(
                    "name must be a lower-case letter or digit and up to 39 of these and hyphens");
        }
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(
                    "percent must be above 0 and 100 at most, was %s; to stop a canary, delete it"
                            .formatted(percent));
        }
    }
}
