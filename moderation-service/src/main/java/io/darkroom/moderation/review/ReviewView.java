package io.darkroom.moderation.review;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Finding;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item of the queue.
 *
 * @param record the asset as it stood when the review was asked for
 * @param previews links that work for some minutes
 * @param requiredApprovals how many people must say yes, 1 or 2
 * @param firstApproval of two, where one was given
 * @param decision where one was made
 */
public record ReviewView(
        UUID id,
        UUID assetId,
        String tenant,
        long revision,
        ReviewState state,
        List<Finding> reasons,
        Instant createdAt,
        @Nullable String claimedBy,
        @Nullable Instant leaseUntil,
        Asset record,
        Previews previews,
        int requiredApprovals,
        @Nullable Approval firstApproval,
        @Nullable Made decision) {
    /** Where the pictures are to be seen; variants by name. */
    public record Previews(URI original, Map<String, URI> variants) {}

    /** Who gave the first of two approvals, and when. */
    public record Approval(String by, Instant at, Decision decision) {}

    /**
     * What was decided.
     *
     * @param undoUntil until when whoever decided can take it back
     */
    public record Made(String by, Instant at, @Nullable Instant undoUntil, Decision decision) {}

    /** A page, and where the next begins. */
    public record Page(List<ReviewView> items, @Nullable String next) {}

    /** What was claimed. */
    public record Claimed(List<ReviewView> items) {}
}
