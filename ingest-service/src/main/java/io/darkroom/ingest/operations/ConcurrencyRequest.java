package io.darkroom.ingest.operations;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for another size of a stage.
 *
 * @param concurrency records in work at once on each instance, 1 to 256
 */
@Schema(description = "Asks for another size of a stage.")
public record ConcurrencyRequest(
        @Schema(
                        description = "Records in work at once on each instance",
                        minimum = "1",
                        maximum = "256")
                int concurrency) {
    /** As many as an instance has consumers for. */
    private static final int MOST = 256;

    public ConcurrencyRequest {
        if (concurrency < 1 || concurrency > MOST) {
            throw new IllegalArgumentException(
                    "concurrency must be 1 to %d, was %d; to stop a stage, pause it"
                            .formatted(MOST, concurrency));
        }
    }
}
