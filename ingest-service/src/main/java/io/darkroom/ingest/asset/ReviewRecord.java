package io.darkroom.ingest.asset;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
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
 * @param ruleVersion which rules sent the asset to review
 * @param requiredApprovals how many people must say yes, 1 where absent
 */
public record ReviewRecord(
        UUID id,
        long revision,
        Asset.ReviewState state,
        List<Finding> reasons,
        String ruleVersion,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable Integer requiredApprovals) {
    public ReviewRecord {
        reasons = List.copyOf(reasons);
    }

    /** A review that waits for a person. */
    public static ReviewRecord pending(
            UUID id, long revision, List<Finding> reasons, String ruleVersion, int approvals) {
        return new ReviewRecord(
                id,
                revision,
                Asset.ReviewState.PENDING,
                reasons,
                ruleVersion,
                null,
                null,
                approvals == 1 ? null : approvals);
    }

    /** How many people must say yes: 1 or 2. */
    public int approvals() {
        return requiredApprovals == null ? 1 : requiredApprovals;
    }

    /** The same review, decided. */
    public ReviewRecord decided(Asset.ReviewState verdict, String by, Instant at) {
        return new ReviewRecord(
                id, revision, verdict, reasons, ruleVersion, at, by, requiredApprovals);
    }

    /**
     * The caption with what this review says of it. A yes to the picture is a yes to the texts that
     * were shown with it; a no is one to those that a check had flagged, and leaves the others
     * open. What was written after the decision was shown to nobody.
     */
    Caption judged(Caption caption) {
        if (decidedAt == null || caption.source().at().isAfter(decidedAt)) {
            return caption;
        }
        return switch (state) {
            case PENDING -> caption;
            case APPROVED -> caption.withReview(state);
            case REJECTED -> caption.review() == null ? caption : caption.withReview(state);
        };
    }

    Asset.Review view() {
        return new Asset.Review(
                state,
                reasons.stream().map(Finding::code).distinct().toList(),
                ruleVersion,
                decidedAt);
    }
}
