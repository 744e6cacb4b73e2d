package io.darkroom.moderation.review;

import io.darkroom.contracts.ReviewRequested;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Puts a request into the queue once, and older ones of the same asset out of it. */
@ApplicationScoped
class ReviewIntake {
    private static final String PIPELINE = "pipeline";

    private final Mutiny.SessionFactory sessions;
    private final Clock clock = Clock.systemUTC();

    ReviewIntake(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    Uni<Void> take(ReviewRequested requested, Instant requestedAt) {
        var review = new ReviewEntity(requested, requestedAt);
        return sessions.withTransaction((session, _) ->
                insert(session, review)
                        .chain(isNew ->
                                isNew ? entered(session, review) : Uni.createFrom().voidItem()));
    }

    private static Uni<Boolean> insert(Mutiny.Session session, ReviewEntity review) {
        return session.createNativeQuery(
                        "insert into {h-schema}review (id, tenant, asset_id, revision, state,"
                                + " reason_codes, risk, request, created_at) values (:id, :tenant,"
                                + " :asset, :revision, :state, :reasons, :risk, :request, :created)"
                                + " on conflict (id) do nothing")
                .setParameter("id", review.id)
                .setParameter("tenant", review.tenant)
                .setParameter("asset", review.assetId)
                .setParameter("revision", review.revision)
                .setParameter("state", review.state)
                .setParameter("reasons", review.reasonCodes)
                .setParameter("risk", review.risk)
                .setParameter("request", review.request)
                .setParameter("created", review.createdAt)
                .executeUpdate()
                .map(rows -> rows > 0);
    }

    private Uni<Void> entered(Mutiny.Session session, ReviewEntity review) {
        Instant now = clock.instant();
        var requested =
                new HistoryEntity(
                        review,
                        HistoryEntity.Action.REQUESTED,
                        PIPELINE,
                        now,
                        "reasons: " + review.reasonCodes);
        return session.persist(requested)
                .chain(() -> session.flush())
                .chain(() -> supersede(session, review, now));
    }

    /** Of one asset only the newest revision waits, in whatever order they came. */
    private static Uni<Void> supersede(Mutiny.Session session, ReviewEntity review, Instant now) {
        return session.createNativeQuery(
                        "with old as (update {h-schema}review r set state = 'SUPERSEDED',"
                                + " claimed_by = null, lease_until = null"
                                + " where r.asset_id = :asset and r.tenant = :tenant"
                                + " and r.state = 'PENDING' and r.revision < (select"
                                + " max(n.revision) from {h-schema}review n where n.asset_id ="
                                + " :asset and n.tenant = :tenant) returning r.id, r.revision)"
                                + " insert into {h-schema}review_history (review_id, revision,"
                                + " action, actor, at) select id, revision, 'SUPERSEDED', :actor,"
                                + " cast(:now as timestamptz) from old")
                .setParameter("asset", review.assetId)
                .setParameter("tenant", review.tenant)
                .setParameter("actor", PIPELINE)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }
}
