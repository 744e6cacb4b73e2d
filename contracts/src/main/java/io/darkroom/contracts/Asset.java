package io.darkroom.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The asset record, as {@code GET /v1/assets/{id}} answers it and as {@link AssetEnriched} carries
 * it. Everything in pixels is in the upright original.
 *
 * @param revision rises by one with every change
 * @param complete false where a planned stage failed or timed out
 * @param request the effective request, defaults and preset filled in
 */
public record Asset(
        UUID id,
        String tenant,
        @Nullable String externalId,
        long revision,
        State state,
        boolean complete,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String fileName,
        Original original,
        UploadRequest request,
        List<Caption> captions,
        List<Tag> tags,
        @Nullable FocalPoint focalPoint,
        List<Crop> crops,
        @Nullable Outpaint outpaint,
        List<Variant> variants,
        List<StageStatus> stages,
        @Nullable Review review,
        List<Warning> warnings) {
    /** The states of an asset. */
    public enum State {
        ENRICHING,
        IN_REVIEW,
        PUBLISHED,
        REJECTED,
        FAILED,
        WITHDRAWN,
        ERASED
    }

    /**
     * What the review said.
     *
     * @param reasons codes, why a person was asked
     */
    public record Review(
            ReviewState state,
            List<String> reasons,
            String ruleVersion,
            @Nullable Instant decidedAt) {}

    /** The states of an asset's review. */
    public enum ReviewState {
        PENDING,
        APPROVED,
        REJECTED
    }

    /** What an uploader should know. */
    public record Warning(String code, @Nullable String detail, @Nullable UUID assetId) {}
}
