package io.darkroom.moderation.review;

import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Queries of the queue. Each stays within one tenant. */
@ApplicationScoped
class ReviewRepository {

    Uni<List<ReviewEntity>> page(
            Mutiny.Session session, String tenant, QueueFilter filter, Instant now) {
        var query =
                new QueueQuery(tenant)
                        .inState(filter.state(), now)
                        .withReasons(filter.reasons())
                        .ofPresets(filter.presets())
                        .asked(filter.from(), filter.until())
                        .claimedBy(filter.claimedBy());
        int most = filter.limit() + 1;
        return filter.decidedFirst()
                ? query.decidedBefore(filter.after()).lastDecided(session, most)
                : query.after(filter.after()).oldest(session, most);
    }

    /** Items that the caller may take, locked for this transaction. */
    Uni<List<ReviewEntity>> free(
            Mutiny.Session session, String tenant, String caller, ClaimRequest claim, Instant now) {
        return new QueueQuery(tenant)
                .freeFor(caller, !claim.reviewIds().isEmpty(), now)
                .withIds(claim.reviewIds())
                .withReasons(claim.reasons())
                .ofPresets(claim.presets())
                .asked(claim.createdAfter(), claim.createdBefore())
                .lockFirst(session, claim.order(), claim.limit());
    }

    /** The items with these ids, locked in one order whoever asks, so that nobody deadlocks. */
    Uni<List<ReviewEntity>> locked(Mutiny.Session session, String tenant, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
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

    /** Of the assets of those reviews that no longer wait, the newest review, by asset. */
    Uni<Map<UUID, ReviewEntity>> newest(
            Mutiny.Session session, String tenant, List<ReviewEntity> reviews) {
        var assets =
                reviews.stream()
                        .filter(review -> !review.state.equals(ReviewEntity.PENDING))
                        .map(review -> review.assetId)
                        .collect(Collectors.toCollection(HashSet::new));
        if (assets.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createSelectionQuery(
                        "from Review r where r.tenant = :tenant and r.assetId in :assets and"
                                + " r.revision = (select max(n.revision) from Review n where"
                                + " n.assetId = r.assetId and n.tenant = :tenant)",
                        ReviewEntity.class)
                .setParameter("tenant", tenant)
                .setParameter("assets", assets)
                .getResultList()
                .map(found ->
                        found.stream()
                                .collect(
                                        Collectors.toMap(
                                                review -> review.assetId, Function.identity())));
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

    /** Writes down who was shown these items, once for each person and item. */
    Uni<Void> seen(Mutiny.Session session, List<ReviewEntity> reviews, String caller, Instant now) {
        if (reviews.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(
                        "insert into {h-schema}review_history (tenant, review_id, asset_id,"
                                + " revision, action, actor, at) select r.tenant, r.id, r.asset_id,"
                                + " r.revision, 'SEEN', :caller, :now from {h-schema}review r where"
                                + " r.id in (:ids) and not exists (select 1 from"
                                + " {h-schema}review_history h where h.review_id = r.id and h.actor"
                                + " = :caller and h.action in ('SEEN', 'CLAIMED'))")
                .setParameter("caller", caller)
                .setParameter("now", now)
                .setParameter("ids", reviews.stream().map(review -> review.id).toList())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static ReviewEntity onlyOf(List<ReviewEntity> found, @Nullable UUID id) {
        if (found.isEmpty()) {
            throw ProblemType.REVIEW_NOT_FOUND.exception("There is no review " + id + ".");
        }
        return found.getFirst();
    }
}
