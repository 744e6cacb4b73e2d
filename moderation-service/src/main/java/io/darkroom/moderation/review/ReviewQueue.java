package io.darkroom.moderation.review;

import io.darkroom.moderation.policy.ReasonCode;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reading the queue and taking items out of it for a while. */
@ApplicationScoped
class ReviewQueue {
    private final Transactions transactions;
    private final ReviewRepository reviews;
    private final Previews previews;
    private final DatabaseTime time;

    ReviewQueue(
            Transactions transactions,
            ReviewRepository reviews,
            Previews previews,
            DatabaseTime time) {
        this.transactions = transactions;
        this.reviews = reviews;
        this.previews = previews;
        this.time = time;
    }

    /** In one transaction, at one time. */
    private Uni<ReviewsAt> atOneTime(
            BiFunction<Mutiny.Session, Instant, Uni<List<ReviewEntity>>> work) {
        return transactions.begin(session ->
                time.now(session)
                        .chain(now ->
                                work.apply(session, now).map(found -> new ReviewsAt(found, now))));
    }

    Uni<ReviewView.Page> page(String tenant, String caller, QueueFilter filter) {
        return atOneTime((session, now) ->
                        reviews.page(session, tenant, filter, now)
                                .call(found ->
                                        reviews.seen(
                                                session,
                                                found.stream().limit(filter.limit()).toList(),
                                                caller,
                                                now)))
                .chain(read -> {
                    var found = read.reviews();
                    boolean more = found.size() > filter.limit();
                    var page = more ? found.subList(0, filter.limit()) : found;
                    String next = more ? filter.position(page.getLast()).cursor() : null;
                    return previews.of(page, read.time())
                            .map(views -> new ReviewView.Page(views, next));
                });
    }

    Uni<ReviewView> one(String tenant, String caller, UUID id) {
        return atOneTime((session, now) ->
                        reviews.find(session, tenant, id)
                                .map(List::of)
                                .call(found -> reviews.seen(session, found, caller, now)))
                .chain(read -> previews.of(read.reviews(), read.time()))
                .map(List::getFirst);
    }

    /** Under a lease, so that no two people look at the same item. */
    Uni<ReviewView.Claimed> claim(String tenant, String caller, ClaimRequest claim) {
        var unknown =
                IntStream.range(0, claim.reasons().size())
                        .filter(i -> ReasonCode.of(claim.reasons().get(i)).isEmpty())
                        .mapToObj(i -> Problem.Place.at("/reasons/" + i, "not a reason code"))
                        .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    ProblemType.REASON_UNKNOWN
                            .because("Use the reason codes of the API's documentation.")
                            .with(unknown));
        }
        return atOneTime((session, now) ->
                        reviews.free(session, tenant, caller, claim, now)
                                .call(taken ->
                                        claimed(
                                                session,
                                                taken,
                                                caller,
                                                now,
                                                now.plusSeconds(claim.leaseSeconds()))))
                .chain(read -> previews.of(read.reviews(), read.time()))
                .map(ReviewView.Claimed::new);
    }

    /** A lease that only begins anew is no line in the trail. */
    private static Uni<Void> claimed(
            Mutiny.Session session,
            List<ReviewEntity> taken,
            String caller,
            Instant now,
            Instant until) {
        var fresh =
                taken.stream()
                        .filter(review ->
                                !(review.isLeasedAt(now) && caller.equals(review.claimedBy)))
                        .toList();
        taken.forEach(review -> review.claim(caller, until));
        return lines(session, fresh, HistoryEntity.Action.CLAIMED, caller, now, "until " + until);
    }

    /** Gives back what the caller has; what it has not is left alone. */
    Uni<ReleaseRequest.Released> release(String tenant, String caller, ReleaseRequest request) {
        return atOneTime((session, now) ->
                        reviews.locked(session, tenant, request.reviewIds())
                                .map(found ->
                                        found.stream()
                                                .filter(review ->
                                                        review.isLeasedAt(now)
                                                                && caller.equals(review.claimedBy))
                                                .toList())
                                .invoke(own -> own.forEach(ReviewEntity::release))
                                .call(own ->
                                        lines(
                                                session,
                                                own,
                                                HistoryEntity.Action.RELEASED,
                                                caller,
                                                now,
                                                null)))
                .map(read ->
                        new ReleaseRequest.Released(
                                read.reviews().stream().map(review -> review.id).toList()));
    }

    private static Uni<Void> lines(
            Mutiny.Session session,
            List<ReviewEntity> reviews,
            HistoryEntity.Action action,
            String caller,
            Instant now,
            @Nullable String detail) {
        Object[] lines =
                reviews.stream()
                        .map(review -> new HistoryEntity(review, action, caller, now, detail))
                        .toArray();
        return lines.length == 0 ? Uni.createFrom().voidItem() : session.persistAll(lines);
    }

    Uni<HistoryView> history(String tenant, UUID id) {
        return transactions
                .read(session ->
                        reviews.find(session, tenant, id).chain(_ -> reviews.history(session, id)))
                .map(HistoryView::of);
    }
}
