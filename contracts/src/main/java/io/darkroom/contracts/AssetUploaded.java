package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An original lies in storage and its stages may begin. Sent again, with fewer stages and higher
 * generations, when a stage is overdue or is to run again.
 *
 * @param original where the bytes lie
 * @param request the effective request
 * @param plan the stages that this event asks to run, each with its generation (1 for the first
 *     run)
 * @param vocabulary the one that {@code request.tags.vocabulary} names, as it was when the event
 *     was written; absent where none is named
 * @param runs of the stages that are run again on purpose, the generation in which this run began.
 *     What such a run makes is its own; a stage that is not named here finds what was made before
 *     from the same input
 */
public record AssetUploaded(
        UUID assetId,
        String tenant,
        ObjectRef original,
        Original description,
        @Nullable String fileName,
        UploadRequest request,
        Map<Stage, Integer> plan,
        @Nullable Vocabulary vocabulary,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Stage, Integer> runs)
        implements Event {
    /** An event that names no vocabulary, of first runs. */
    public AssetUploaded(
            UUID assetId,
            String tenant,
            ObjectRef original,
            Original description,
            @Nullable String fileName,
            UploadRequest request,
            Map<Stage, Integer> plan) {
        this(assetId, tenant, original, description, fileName, request, plan, null, Map.of());
    }

    public AssetUploaded {
        Require.present(assetId, "assetId");
        Require.text(tenant, "tenant");
        Require.present(original, "original");
        Require.present(description, "description");
        Require.present(request, "request");
        plan = Require.map(plan, "plan");
        plan.forEach((stage, generation) -> Require.positive(generation, "plan." + stage));
        if (plan.isEmpty()) {
            throw new IllegalArgumentException("plan must name at least one stage");
        }
        runs = Require.map(runs, "runs");
        runs.forEach((stage, generation) -> Require.positive(generation, "runs." + stage));
    }
}
