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
 * @param provenance by which way in the original came; absent in records of older versions
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
        @Nullable AssetProvenance provenance,
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
    public Asset {
        Require.present(id, "id");
        Require.text(tenant, "tenant");
        Require.notNegative(revision, "revision");
        Require.present(state, "state");
        Require.present(createdAt, "createdAt");
        Require.present(updatedAt, "updatedAt");
        Require.present(original, "original");
        Require.present(request, "request");
        captions = Require.list(captions, "captions");
        tags = Require.list(tags, "tags");
        crops = Require.list(crops, "crops");
        variants = Require.list(variants, "variants");
        stages = Require.list(stages, "stages");
        warnings = Require.list(warnings, "warnings");
    }

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
            @Nullable Instant decidedAt) {
        public Review {
            Require.present(state, "review.state");
            reasons = Require.list(reasons, "review.reasons");
            Require.text(ruleVersion, "review.ruleVersion");
        }
    }

    /** The states of an asset's review. */
    public enum ReviewState {
        PENDING,
        APPROVED,
        REJECTED
    }

    /**
     * What an uploader should know.
     *
     * @param code one of the API's, such as {@code near-duplicate}
     * @param assetId the other asset, where the warning is about one
     */
    public record Warning(String code, @Nullable String detail, @Nullable UUID assetId) {
        public Warning {
            Require.text(code, "warning.code");
        }
    }
}
