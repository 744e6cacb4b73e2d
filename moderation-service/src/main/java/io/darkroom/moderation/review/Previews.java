package io.darkroom.moderation.review;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.storage.ObjectStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns stored items into what a reviewer sees, with links to the pictures. */
@ApplicationScoped
class Previews {
    private final ObjectStore store;
    private final ReviewConfig config;

    Previews(ObjectStore store, ReviewConfig config) {
        this.store = store;
        this.config = config;
    }

    /** The object store may block, so this runs on a worker thread. */
    Uni<List<ReviewView>> of(List<ReviewEntity> reviews, Instant now) {
        return Uni.createFrom()
                .item(() -> reviews.stream().map(review -> view(review, now)).toList())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private ReviewView view(ReviewEntity review, Instant now) {
        ReviewRequested requested = review.requested();
        boolean leased = review.stateAt(now) == ReviewState.CLAIMED;
        return new ReviewView(
                review.id,
                review.assetId,
                review.tenant,
                review.revision,
                review.stateAt(now),
                requested.reasons(),
                review.createdAt,
                leased ? review.claimedBy : null,
                leased ? review.leaseUntil : null,
                requested.record(),
                links(requested),
                review.requiredApprovals,
                firstApproval(review),
                made(review));
    }

    private static ReviewView.@Nullable Approval firstApproval(ReviewEntity review) {
        Decision first = review.firstApproval();
        return first == null || review.firstApprovedBy == null || review.firstApprovedAt == null
                ? null
                : new ReviewView.Approval(review.firstApprovedBy, review.firstApprovedAt, first);
    }

    private static ReviewView.@Nullable Made made(ReviewEntity review) {
        Decision decision = review.decision();
        return decision == null || review.decidedBy == null || review.decidedAt == null
                ? null
                : new ReviewView.Made(
                        review.decidedBy, review.decidedAt, review.undoUntil, decision);
    }

    private ReviewView.Previews links(ReviewRequested requested) {
        var variants = new TreeMap<String, URI>();
        requested.variants().forEach((name, ref) -> variants.put(name, link(ref)));
        return new ReviewView.Previews(link(requested.original()), variants);
    }

    private URI link(ObjectRef ref) {
        return store.presignGet(ref, config.previewLifetime(), null);
    }
}
