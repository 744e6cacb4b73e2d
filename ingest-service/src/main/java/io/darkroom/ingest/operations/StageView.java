package io.darkroom.ingest.operations;

import io.darkroom.contracts.Stage;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a stage stands.
 *
 * @param paused a person paused it
 * @param control the latest word on it; absent where there was none
 * @param backlog planned runs that have not ended, in work or not
 * @param bulk of these, those of the bulk lane
 * @param oldestSeconds for how long the oldest of them has waited; absent without a backlog
 * @param inFlight records in work, on all instances
 * @param waiting of these, those that wait for what the stage depends on
 * @param concurrency records in work at once, all instances together
 * @param endedPerSecond outcomes, over the past minute
 * @param errorRate failures among them, 0 to 1; absent where nothing ended
 * @param deadLetters records that were given up and not repaired since
 * @param instances the running instances
 * @param obeying of these, those that do what the latest word says
 */
@Schema(description = "How a stage stands, over all its instances.")
public record StageView(
        Stage stage,
        boolean paused,
        @Nullable WordView control,
        long backlog,
        long bulk,
        @Nullable Long oldestSeconds,
        long inFlight,
        long waiting,
        long concurrency,
        double endedPerSecond,
        @Nullable Double errorRate,
        long deadLetters,
        int obeying,
        List<InstanceView> instances) {
    /** Every stage, and whether what is said of instances can be relied on. */
    @Schema(name = "Stages", description = "Every stage.")
    public record All(
            Instant at,
            @Schema(
                            description =
                                    "False where the broker is out of reach: instances, in flight"
                                            + " and rates are then unknown, and shown as none.")
                    boolean instancesKnown,
            List<StageView> items) {}

    /** The latest word on a stage. */
    @Schema(name = "StageWord", description = "The latest word on a stage.")
    public record WordView(
            boolean paused,
            @Schema(description = "Records in work at once on each instance; absent for its own.")
                    @Nullable Integer concurrency,
            String by,
            @Nullable String reason,
            Instant at,
            @Schema(description = "The canary that works beside it; absent for none.")
                    @Nullable CanaryShare canary) {}

    /** A canary and its share. */
    @Schema(name = "CanaryShare", description = "Which canary works beside a stage.")
    public record CanaryShare(
            String name,
            @Schema(
                            description = "The share of the work, by a hash of the asset id",
                            exclusiveMinimum = true,
                            minimum = "0",
                            maximum = "100")
                    double percent,
            @Schema(description = "Work that was sent out before is none of its.") Instant since) {}

    /** One instance. */
    @Schema(name = "StageInstance", description = "One running instance of a stage.")
    public record InstanceView(
            String instance,
            Instant startedAt,
            Instant at,
            @Schema(description = "It obeys a pause, and takes no records.") boolean paused,
            int concurrency,
            int inFlight,
            int waiting,
            @Nullable String problem) {}
}
