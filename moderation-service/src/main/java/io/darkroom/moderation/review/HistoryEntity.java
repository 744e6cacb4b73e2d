package io.darkroom.moderation.review;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail. Written once, never changed; the database adds its place in the
 * chain.
 */
@Entity(name = "ReviewHistory")
@Table(name = "review_history")
class HistoryEntity {
    /** What happened to a review. */
    enum Action {
        REQUESTED,
        /** Somebody was shown it for the first time. */
        SEEN,
        CLAIMED,
        RELEASED,
        /** The first of two approvals. */
        APPROVED,
        DECIDED,
        OVERRULED,
        UNDONE,
        SUPERSEDED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "id")
    @Nullable Long id;

    @Column(name = "review_id", nullable = false, updatable = false)
    UUID reviewId;

    @Column(name = "tenant", nullable = false, updatable = false)
    String tenant;

    @Column(name = "asset_id", nullable = false, updatable = false)
    UUID assetId;

    @Column(name = "revision", nullable = false, updatable = false)
    long revision;

    @Column(name = "action", nullable = false, updatable = false)
    String action;

    @Column(name = "actor", nullable = false, updatable = false)
    String actor;

    @Column(name = "at", nullable = false, updatable = false)
    Instant at;

    @Column(name = "detail", updatable = false)
    @Nullable String detail;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected HistoryEntity() {}

    HistoryEntity(
            ReviewEntity review, Action action, String actor, Instant at, @Nullable String detail) {
        this.reviewId = review.id;
        this.tenant = review.tenant;
        this.assetId = review.assetId;
        this.revision = review.revision;
        this.action = action.name();
        this.actor = actor;
        this.at = at;
        this.detail = detail;
    }
}
