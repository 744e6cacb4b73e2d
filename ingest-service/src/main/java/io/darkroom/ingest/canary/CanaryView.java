package io.darkroom.ingest.canary;

import io.darkroom.contracts.Stage;
import io.darkroom.ingest.operations.StageView.CanaryShare;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A canary beside its stage.
 *
 * @param share absent where none works beside the stage
 * @param instances of the canary, that run now; without any it does nothing
 * @param made outcomes of the canary since it began
 * @param compared the latest of them that the stage has ended, too: what the rest is about
 * @param baseline what the stage made of them
 * @param canary what the canary made of them
 * @param agreement the mean over those that both succeeded in; absent where nothing compares
 * @param examples those on which they agree least
 */
@Schema(name = "Canary", description = "A canary beside its stage.")
public record CanaryView(
        Stage stage,
        @Schema(description = "Which one it is; absent where none works beside the stage")
                @Nullable CanaryShare share,
        @Schema(description = "Its instances that run now; without any it does nothing")
                int instances,
        @Schema(description = "Its outcomes since it began") long made,
        @Schema(
                        description =
                                "The latest of them that the stage has ended, too, 1000 at most:"
                                        + " what all below is about")
                int compared,
        @Nullable SideView baseline,
        @Nullable SideView canary,
        @Schema(
                        description =
                                "How far both say the same, 0 to 1: for captions the share of"
                                        + " words that both use, for tags that of labels, for crops"
                                        + " the area that both boxes share; absent for outpaint")
                @Nullable Double agreement,
        @Schema(description = "Those on which they agree least") List<ExampleView> examples) {

    /**
     * What one of the two made.
     *
     * @param medianMs of the successes, in milliseconds; absent where there is none
     * @param p95Ms of 20 successes 19 took no longer, in milliseconds
     * @param length the median of a result: characters of the first caption, or how many tags
     * @param flagged results with a warning
     */
    @Schema(name = "CanarySide", description = "What the stage, or its canary, made.")
    public record SideView(
            @Schema(description = "Engines and models that made it") List<String> models,
            int succeeded,
            int skipped,
            int failed,
            @Schema(description = "Put off, as by a budget that is used up") int deferred,
            @Nullable Long medianMs,
            @Nullable Long p95Ms,
            @Schema(
                            description =
                                    "The median of characters of the first caption, or of tags;"
                                            + " absent for other stages")
                    @Nullable Long length,
            @Schema(description = "Successes that carry a warning") int flagged,
            @Schema(description = "What was paid for them") List<CostView> costs,
            @Schema(description = "Failures by their type") List<FailureView> failures) {}

    /** Money. */
    @Schema(name = "CanaryCost", description = "What was paid, by currency.")
    public record CostView(
            String currency, String amount, @Schema(description = "For one") String each) {}

    /** Failures of one kind. */
    @Schema(name = "CanaryFailures", description = "Failures of one type.")
    public record FailureView(String type, int count) {}

    /** One asset, and what both made of it in words. */
    @Schema(name = "CanaryExample", description = "What both made of one asset, in words.")
    public record ExampleView(
            UUID assetId, @Nullable Double agreement, String baseline, String canary) {}
}
