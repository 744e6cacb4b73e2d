package io.darkroom.ingest.rerun;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.darkroom.contracts.Stage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a re-run has come; of a dry run, what it would come to.
 *
 * @param id absent of a dry run
 * @param matching how many assets matched when it was asked for
 * @param sent how many were sent out so far
 * @param costs what the latest runs of those that matched cost, by currency: an estimate of what
 *     the next ones will; absent where the re-run is under way
 * @param unpriced how many of those that matched have no known cost
 */
@Schema(description = "How far a re-run has come; of a dry run, what it would come to.")
public record RerunView(
        @Nullable UUID id,
        Stage stage,
        RerunFilter filter,
        State state,
        long matching,
        long sent,
        @Nullable List<Estimate> costs,
        @Nullable Long unpriced,
        @Nullable Instant createdAt,
        @Nullable String createdBy) {
    /** Where a re-run stands. */
    @Schema(name = "RerunState", description = "Where a re-run stands.")
    public enum State {
        DRY_RUN,
        RUNNING,
        DONE,
        CANCELLED
    }

    /**
     * What runs cost.
     *
     * @param amount a decimal, written as a string so that nobody's float rounds it
     * @param runs how many it is the sum of
     */
    @Schema(name = "RerunEstimate", description = "What the latest runs cost together.")
    public record Estimate(
            String currency,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(implementation = String.class)
                    BigDecimal amount,
            long runs) {}
}
