package io.darkroom.moderation.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.moderation.policy.RiskOrder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One revision of an asset that waits for a person, or waited. */
@Entity(name = "Review")
@Table(name = "review")
class ReviewEntity {
    static final String PENDING = "PENDING";
    static final String DECIDED = "DECIDED";
    static final String SUPERSEDED = "SUPERSEDED";

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "tenant", nullable = false)
    String tenant;

    @Column(name = "asset_id", nullable = false)
    UUID assetId;

    @Column(name = "revision", nullable = false)
    long revision;

    @Column(name = "state", nullable = false)
    String state;

    @Column(name = "reason_codes", nullable = false)
    String reasonCodes;

    @Column(name = "risk", nullable = false)
    int risk;

    @Column(name = "request", nullable = false)
    String request;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    @Column(name = "claimed_by")
    @Nullable String claimedBy;

    @Column(name = "lease_until")
    @Nullable Instant leaseUntil;

    @Column(name = "decision")
    @Nullable String decision;

    @Column(name = "decided_by")
    @Nullable String decidedBy;

    @Column(name = "decided_at")
    @Nullable Instant decidedAt;

    @Column(name = "decision_event_id")
    @Nullable UUID decisionEventId;

    @Column(name = "undo_until")
    @Nullable Instant undoUntil;

    @Column(name = "preset")
    @Nullable String preset;

    @Column(name = "required_approvals", nullable = false)
    int requiredApprovals = 1;

    @Column(name = "first_approval")
    @Nullable String firstApproval;

    @Column(name = "first_approved_by")
    @Nullable String firstApprovedBy;

    @Column(name = "first_approved_at")
    @Nullable Instant firstApprovedAt;

    @Column(name = "verdict")
    @Nullable String verdict;

    @Column(name = "unchanged")
    @Nullable Boolean unchanged;

    @Column(name = "previous")
    @Nullable String previous;

    @Column(name = "trace")
    @Nullable String trace;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ReviewEntity() {}

    ReviewEntity(ReviewRequested requested, Instant createdAt) {
        this.id = requested.reviewId();
        this.tenant = requested.tenant();
        this.assetId = requested.assetId();
        this.revision = requested.revision();
        this.state = PENDING;
        this.reasonCodes =
                requested.reasons().stream()
                        .map(Finding::code)
                        .distinct()
                        .collect(Collectors.joining(" "));
        this.risk = RiskOrder.rank(requested.reasons().stream().map(Finding::code).toList());
        this.request = write(requested);
        this.createdAt = createdAt;
        this.preset = requested.record().request().preset();
        Integer approvals = requested.requiredApprovals();
        this.requiredApprovals = approvals == null ? 1 : approvals;
    }

    /** The item's state at a time, where a lease has run out or not. */
    ReviewState stateAt(Instant now) {
        return switch (state) {
            case DECIDED -> ReviewState.DECIDED;
            case SUPERSEDED -> ReviewState.SUPERSEDED;
            default -> isLeasedAt(now) ? ReviewState.CLAIMED : ReviewState.PENDING;
        };
    }

    boolean isLeasedAt(Instant now) {
        return leaseUntil != null && leaseUntil.isAfter(now);
    }

    void claim(String by, Instant until) {
        claimedBy = by;
        leaseUntil = until;
    }

    /** Back into the queue before the lease ends. */
    void release() {
        claimedBy = null;
        leaseUntil = null;
    }

    /** The first of two approvals; the item waits on, for somebody else. */
    void approveFirst(Decision made, String by, Instant at) {
        firstApproval = write(made);
        firstApprovedBy = by;
        firstApprovedAt = at;
        release();
    }

    void decide(Decision made, String by, Instant at, UUID eventId, Instant undoable) {
        state = DECIDED;
        decision = write(made);
        decidedBy = by;
        decidedAt = at;
        decisionEventId = eventId;
        undoUntil = undoable;
        verdict = made.verdict().name();
        unchanged = made.changesNothing() && firstChangesNothing();
        release();
    }

    /** A decision in place of the one there is, which is kept for as long as this can be undone. */
    void overrule(Decision made, String by, Instant at, UUID eventId, Instant undoable) {
        previous = write(new Made(decision, decidedBy, decidedAt, decisionEventId, unchanged));
        decide(made, by, at, eventId, undoable);
    }

    /**
     * Back to how it was before the decision: to the one that it overruled, or into the queue,
     * unless a newer revision waits by now.
     */
    void undo(boolean newerWaits) {
        Made before = previous == null ? null : read(previous, Made.class);
        previous = null;
        undoUntil = null;
        if (before == null) {
            state = newerWaits ? SUPERSEDED : PENDING;
            before = new Made(null, null, null, null, null);
        }
        decision = before.decision();
        decidedBy = before.by();
        decidedAt = before.at();
        decisionEventId = before.eventId();
        unchanged = before.unchanged();
        Decision made = decision();
        verdict = made == null ? null : made.verdict().name();
    }

    /** Takes the first of two approvals back. */
    void undoFirst() {
        firstApproval = null;
        firstApprovedBy = null;
        firstApprovedAt = null;
    }

    /** A decision as it stood before another overruled it. */
    record Made(
            @Nullable String decision,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable UUID eventId,
            @Nullable Boolean unchanged) {}

    private boolean firstChangesNothing() {
        Decision first = firstApproval();
        return first == null || first.changesNothing();
    }

    @Nullable Decision firstApproval() {
        return firstApproval == null ? null : read(firstApproval, Decision.class);
    }

    ReviewRequested requested() {
        return read(request, ReviewRequested.class);
    }

    @Nullable Decision decision() {
        return decision == null ? null : read(decision, Decision.class);
    }

    private static String write(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A review cannot be written as JSON", e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored review is not readable", e);
        }
    }
}
