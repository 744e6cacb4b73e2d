package io.darkroom.ingest.asset;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Finding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest review of an asset.
 *
 * @param revision the revision that the reviewer sees
 * @param reasons why a person was asked
 */
public record ReviewRecord(
        UUID id,
        long revision,
        Asset.ReviewState state,
        List<Finding> reasons,
        String ruleVersion,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy) {
    public ReviewRecord {
        reasons = List.copyOf(reasons);
    }

    /** The same review, decided. */
    public ReviewRecord decided(Asset.ReviewState verdict, String by, Instant at) {
        return new ReviewRecord(id, revision, verdict, reasons, ruleVersion, at, by);
    }

    Asset.Review view() {
        return new Asset.Review(
                state,
                reasons.stream().map(Finding::code).distinct().toList(),
                ruleVersion,
                decidedAt);
    }
}
