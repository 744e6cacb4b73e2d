package io.darkroom.moderation.review;

import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Forgets assets that were erased: their reviews, with the records they hold, and decisions that
 * have not left yet. The audit trail stays; it says who decided and when, and names the asset by
 * its id only.
 */
@ApplicationScoped
class ReviewErasure {
    private static final Logger LOG = Logger.getLogger(ReviewErasure.class);

    private final Transactions transactions;

    ReviewErasure(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Forgets the asset; once it is forgotten nothing happens.
     *
     * @param key of the tombstone: the asset's id
     */
    Uni<Void> erase(String key) {
        UUID asset;
        try {
            asset = UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            LOG.warn("A tombstone names no asset");
            return Uni.createFrom().voidItem();
        }
        return transactions.begin(session ->
                session.createNativeQuery("delete from {h-schema}outbox where record_key = :key")
                        .setParameter("key", key)
                        .executeUpdate()
                        .chain(() ->
                                session.createNativeQuery(
                                                "delete from {h-schema}review where asset_id ="
                                                        + " :asset")
                                        .setParameter("asset", asset)
                                        .executeUpdate())
                        .replaceWithVoid());
    }
}
