package io.darkroom.contracts;

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
 */
public record AssetUploaded(
        UUID assetId,
        String tenant,
        ObjectRef original,
        Original description,
        @Nullable String fileName,
        UploadRequest request,
        Map<Stage, Integer> plan,
        @Nullable Vocabulary vocabulary)
        implements Event {
    /** An event that names no vocabulary. */
    public AssetUploaded(
            UUID assetId,
            String tenant,
            ObjectRef original,
            Original description,
            @Nullable String fileName,
            UploadRequest request,
            Map<Stage, Integer> plan) {
        this(assetId, tenant, original, description, fileName, request, plan, null);
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
    }
}
