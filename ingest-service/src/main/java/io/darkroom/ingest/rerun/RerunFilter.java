package io.darkroom.ingest.rerun;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.StageStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * For which assets a stage is to run again; what is absent does not narrow it. Engine, model and
 * prompt are those of the stage's latest result.
 *
 * @param assetIds at most 1,000
 * @param status of the stage
 * @param tag a tag's label, whatever its case
 * @param preset that the assets were uploaded with
 * @param endedAfter when the stage's latest run ended, this time included
 * @param endedBefore this time excluded
 * @param createdAfter when the assets came in, this time included
 * @param createdBefore this time excluded
 * @param unedited only those where no person wrote what the stage finds
 */
@Schema(description = "For which assets; what is absent does not narrow it.")
public record RerunFilter(
        @Nullable List<UUID> assetIds,
        Asset.@Nullable State state,
        StageStatus.@Nullable Status status,
        @Nullable String tag,
        @Nullable String preset,
        @Nullable String engine,
        @Nullable String model,
        @Nullable String promptVersion,
        @Nullable Instant endedAfter,
        @Nullable Instant endedBefore,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable Boolean unedited) {
    private static final int MOST_IDS = 1_000;

    public RerunFilter {
        assetIds = assetIds == null ? null : List.copyOf(assetIds);
        if (assetIds != null && assetIds.size() > MOST_IDS) {
            throw new IllegalArgumentException(
                    "assetIds must be at most " + MOST_IDS + ", were " + assetIds.size());
        }
        if (status == StageStatus.Status.PENDING) {
            throw new IllegalArgumentException("status must be one of a stage that has ended");
        }
    }
}
