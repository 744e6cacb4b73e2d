package io.darkroom.moderation.review;

import io.darkroom.contracts.ReviewRequested;
import io.darkroom.moderation.review.HistoryEntity.Action;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Puts a request into the queue once, and older ones of the same asset out of it. */
@ApplicationScoped
class ReviewIntake {
    private static final String PIPELINE = "pipeline";

    private final Transactions transactions;
    private final DatabaseTime time;

    ReviewIntake(Transactions transactions, DatabaseTime time) {
        this.transactions = transactions;
        this.time = time;
    }

    Uni<Void> take(ReviewRequested requested, Instant requestedAt) {
        var review = new ReviewEntity(requested, requestedAt);
        review.trace = DecisionTraces.current();
        return transactions.begin(session ->
                insert(session, review)
                        .chain(isNew ->
                                isNew ? entered(session, review) : Uni.createFrom().voidItem()));
    }

    private static Uni<Boolean> insert(Mutiny.Session session, ReviewEntity review) {
        return session.createNativeQuery(
                        "insert into {h-schema}review (id, tenant, asset_id, revision, state,"
                                + " reason_codes, risk, request, created_at, preset,"
                                + " required_approvals, trace) values (:id, :tenant,"
                                + " :asset, :revision, :state, :reasons, :risk, :request, :created,"
                                + " :preset, :approvals, :trace)"
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
                .setParameter("preset", review.preset)
                .setParameter("approvals", review.requiredApprovals)
                .setParameter("trace", review.trace)
                .executeUpdate()
                .map(rows -> rows > 0);
    }

    /**
     * Of one asset only the newest revision waits, in whatever order they came. Rows of reviews are
     * locked before lines of the trail are written, as everybody does who does both: the chain of
     * the trail is a lock too.
     */
    private Uni<Void> entered(Mutiny.Session session, ReviewEntity review) {
        return session.createNativeQuery(
                        "update {h-schema}review r set state = 'SUPERSEDED', claimed_by = null,"
                                + " lease_until = null where r.asset_id = :asset and r.tenant ="
                                + " :tenant and r.state = 'PENDING' and r.revision < (select"
                                + " max(n.revision) from {h-schema}review n where n.asset_id ="
                                + " :asset and n.tenant = :tenant) returning r.id",
                        UUID.class)
                .setParameter("asset", review.assetId)
                .setParameter("tenant", review.tenant)
                .getResultList()
                .chain(ids -> QueueQuery.load(session, ids))
                .chain(old ->
                        time.now(session)
                                .chain(now -> {
                                    var lines = new ArrayList<HistoryEntity>();
                                    lines.add(line(review, Action.REQUESTED, now, reasons(review)));
                                    old.forEach(each ->
                                            lines.add(line(each, Action.SUPERSEDED, now, null)));
                                    return session.persistAll(lines.toArray());
                                }));
    }

    private static String reasons(ReviewEntity review) {
        String two = review.requiredApprovals == 2 ? "; two people must approve" : "";
        return "reasons: " + review.reasonCodes + two;
    }

    private static HistoryEntity line(
            ReviewEntity review, Action action, Instant now, @Nullable String detail) {
        return new HistoryEntity(review, action, PIPELINE, now, detail);
    }
}
