package io.darkroom.moderation.review;

import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reading the queue and taking items out of it for a while. */
@ApplicationScoped
class ReviewQueue {
    private final Mutiny.SessionFactory sessions;
    private final ReviewRepository reviews;
    private final Previews previews;
    private final Clock clock = Clock.systemUTC();

    ReviewQueue(Mutiny.SessionFactory sessions, ReviewRepository reviews, Previews previews) {
        this.sessions = sessions;
        this.reviews = reviews;
        this.previews = previews;
    }

    Uni<ReviewView.Page> page(String tenant, QueueFilter filter) {
        Instant now = clock.instant();
        return sessions.withSession(session -> reviews.page(session, tenant, filter, now))
                .chain(found -> {
                    boolean more = found.size() > filter.limit();
                    var page = more ? found.subList(0, filter.limit()) : found;
                    String next =
                            more
                                    ? new QueuePosition(page.getLast().createdAt, page.getLast().id)
                                            .cursor()
                                    : null;
                    return previews.of(page, now).map(views -> new ReviewView.Page(views, next));
                });
    }

    /** Under a lease, so that no two people look at the same item. */
    Uni<ReviewView.Claimed> claim(String tenant, String caller, ClaimRequest claim) {
        var unknown =
                DecisionRules.unknownReasons(claim.reasons() == null ? List.of() : claim.reasons());
        if (!unknown.isEmpty()) {
            throw ProblemType.REASON_UNKNOWN.exception(
                    "Use the reason codes of the API's documentation.");
        }
        Instant now = clock.instant();
        int seconds = claim.leaseSeconds() == null ? 0 : claim.leaseSeconds();
        Instant until = now.plusSeconds(seconds);
        return sessions.withTransaction((session, _) ->
                        reviews.free(session, tenant, claim, now)
                                .call(taken -> claimed(session, taken, caller, now, until)))
                .chain(taken -> previews.of(taken, now))
                .map(ReviewView.Claimed::new);
    }

    private static Uni<Void> claimed(
            Mutiny.Session session,
            List<ReviewEntity> taken,
            String caller,
            Instant now,
            Instant until) {
        taken.forEach(review -> review.claim(caller, until));
        Object[] lines =
                taken.stream()
                        .map(review ->
                                new HistoryEntity(
                                        review,
                                        HistoryEntity.Action.CLAIMED,
                                        caller,
                                        now,
                                        "until " + until))
                        .toArray();
        return lines.length == 0 ? Uni.createFrom().voidItem() : session.persistAll(lines);
    }

    Uni<HistoryView> history(String tenant, UUID id) {
        return sessions.withSession(session ->
                        reviews.find(session, tenant, id).chain(_ -> reviews.history(session, id)))
                .map(lines ->
                        new HistoryView(
                                lines.stream()
                                        .map(line ->
                                                new HistoryView.Entry(
                                                        line.action,
                                                        line.actor,
                                                        line.at,
                                                        line.revision,
                                                        line.detail))
                                        .toList()));
    }
}
