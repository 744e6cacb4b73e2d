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
                links(requested));
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
