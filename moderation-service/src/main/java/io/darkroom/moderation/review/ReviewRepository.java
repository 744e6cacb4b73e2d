package io.darkroom.moderation.review;

import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Queries of the queue. Each stays within one tenant. */
@ApplicationScoped
class ReviewRepository {

    Uni<List<ReviewEntity>> page(
            Mutiny.Session session, String tenant, QueueFilter filter, Instant now) {
        String where =
                switch (filter.state()) {
                    case null -> "";
                    case PENDING ->
                            " and r.state = 'PENDING' and (r.leaseUntil is null or r.leaseUntil <="
                                    + " :now)";
                    case CLAIMED -> " and r.state = 'PENDING' and r.leaseUntil > :now";
                    case DECIDED -> " and r.state = 'DECIDED'";
                    case SUPERSEDED -> " and r.state = 'SUPERSEDED'";
                };
        boolean leases = where.contains(":now");
        String reason =
                filter.reason() == null ? "" : " and concat(' ', r.reasonCodes, ' ') like :reason";
        var query =
                session.createSelectionQuery(
                                "from Review r where r.tenant = :tenant"
                                        + where
                                        + reason
                                        + " and (r.createdAt > :after or (r.createdAt = :after and"
                                        + " r.id > :id)) order by r.createdAt, r.id",
                                ReviewEntity.class)
                        .setParameter("tenant", tenant)
                        .setParameter("after", filter.after().createdAt())
                        .setParameter("id", filter.after().id())
                        .setMaxResults(filter.limit() + 1);
        if (leases) {
            query.setParameter("now", now);
        }
        if (filter.reason() != null) {
            query.setParameter("reason", "% " + filter.reason() + " %");
        }
        return query.getResultList();
    }

    /**
     * Items that nobody has, locked for this transaction; those that another transaction has locked
     * are left to it.
     */
    Uni<List<ReviewEntity>> free(
            Mutiny.Session session, String tenant, ClaimRequest claim, Instant now) {
        String first = claim.order() == ClaimRequest.Order.RISKIEST ? "risk desc, " : "";
        var reasons = claim.reasons() == null ? List.<String>of() : claim.reasons();
        var query =
                session.createNativeQuery(
                                "select * from {h-schema}review where tenant = :tenant and state ="
                                        + " 'PENDING' and (lease_until is null or lease_until <="
                                        + " :now) and (:reasons = '' or string_to_array("
                                        + "reason_codes, ' ') && string_to_array(:reasons, ' '))"
                                        + " order by "
                                        + first
                                        + "created_at, id limit :most for update skip locked",
                                ReviewEntity.class)
                        .setParameter("tenant", tenant)
                        .setParameter("now", now)
                        .setParameter("reasons", String.join(" ", reasons))
                        .setParameter("most", claim.limit());
        return query.getResultList();
    }

    /** The items with these ids, locked in one order whoever asks, so that nobody deadlocks. */
    Uni<List<ReviewEntity>> locked(Mutiny.Session session, String tenant, Collection<UUID> ids) {
        return session.createSelectionQuery(
                        "from Review r where r.tenant = :tenant and r.id in :ids order by r.id",
                        ReviewEntity.class)
                .setParameter("tenant", tenant)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** The item, locked. */
    Uni<ReviewEntity> locked(Mutiny.Session session, String tenant, UUID id) {
        return locked(session, tenant, List.of(id)).map(found -> onlyOf(found, id));
    }

    Uni<ReviewEntity> find(Mutiny.Session session, String tenant, UUID id) {
        return session.find(ReviewEntity.class, id)
                .map(found ->
                        onlyOf(
                                found == null || !found.tenant.equals(tenant)
                                        ? List.of()
                                        : List.of(found),
                                id));
    }

    Uni<Boolean> newerExists(Mutiny.Session session, ReviewEntity review) {
        return session.createSelectionQuery(
                        "select count(r) from Review r where r.assetId = :asset and r.tenant ="
                                + " :tenant and r.revision > :revision",
                        Long.class)
                .setParameter("asset", review.assetId)
                .setParameter("tenant", review.tenant)
                .setParameter("revision", review.revision)
                .getSingleResult()
                .map(count -> count > 0);
    }

    Uni<List<HistoryEntity>> history(Mutiny.Session session, UUID reviewId) {
        return session.createSelectionQuery(
                        "from ReviewHistory h where h.reviewId = :id order by h.id",
                        HistoryEntity.class)
                .setParameter("id", reviewId)
                .getResultList();
    }

    private static ReviewEntity onlyOf(List<ReviewEntity> found, @Nullable UUID id) {
        if (found.isEmpty()) {
            throw ProblemType.REVIEW_NOT_FOUND.exception("There is no review " + id + ".");
        }
        return found.getFirst();
    }
}
