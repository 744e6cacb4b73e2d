package io.darkroom.moderation.review;

import static io.darkroom.service.problem.ProblemType.FIELD_INVALID;
import static io.darkroom.service.problem.ProblemType.REASON_UNKNOWN;
import static io.darkroom.service.problem.ProblemType.REVIEW_DECIDED;
import static io.darkroom.service.problem.ProblemType.REVIEW_LEASED;
import static io.darkroom.service.problem.ProblemType.REVIEW_STALE;
import static io.darkroom.service.problem.ProblemType.REVIEW_SUPERSEDED;

import io.darkroom.contracts.ReviewDecided.Verdict;
import io.darkroom.service.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a decision may be taken, and as what. */
@Singleton
class DecisionRules {
    /** What follows from a decision that was sent in. */
    sealed interface Ruling {
        /** It is taken and leaves after the undo time. */
        record Take() implements Ruling {}

        /** It is the first of two approvals. */
        record TakeFirst() implements Ruling {}

        /** It takes the place of one that has left. */
        record Overrule() implements Ruling {}

        /** The same person said the same before. */
        record Repeat() implements Ruling {}

        /** It is not taken. */
        record Refuse(Problem problem) implements Ruling {}
    }

    private final DecisionReasons reasons;

    DecisionRules(DecisionReasons reasons) {
        this.reasons = reasons;
    }

    /**
     * Rules on a decision.
     *
     * @param newest the review of the asset's newest revision, where it is another one
     */
    Ruling rule(
            ReviewEntity review,
            @Nullable ReviewEntity newest,
            Decision decision,
            String caller,
            Instant now) {
        if (review.revision != decision.revision()) {
            return new Ruling.Refuse(
                    REVIEW_STALE.because(
                            "The review is about revision "
                                    + review.revision
                                    + "; look at the item again."));
        }
        return switch (review.stateAt(now)) {
            case SUPERSEDED -> superseded(review, newest);
            case DECIDED -> decided(review, newest, decision, caller, now);
            case CLAIMED ->
                    Objects.equals(review.claimedBy, caller)
                            ? waiting(review, decision, caller)
                            : new Ruling.Refuse(
                                    REVIEW_LEASED.because(
                                            "Leased to '"
                                                    + review.claimedBy
                                                    + "' until "
                                                    + review.leaseUntil
                                                    + "; take another item."));
            case PENDING -> waiting(review, decision, caller);
        };
    }

    private static Ruling superseded(ReviewEntity review, @Nullable ReviewEntity newest) {
        var changes =
                newest == null
                        ? List.<Problem.Place>of()
                        : Differences.between(review.requested(), newest.requested());
        String what =
                changes.isEmpty()
                        ? ""
                        : ": "
                                + changes.stream()
                                        .map(Problem.Place::detail)
                                        .collect(Collectors.joining(", "));
        String which = newest == null ? "A newer revision" : "Revision " + newest.revision;
        return new Ruling.Refuse(
                REVIEW_SUPERSEDED
                        .because(which + " waits instead" + what + ". Decide about that one.")
                        .with(changes));
    }

    private Ruling decided(
            ReviewEntity review,
            @Nullable ReviewEntity newest,
            Decision decision,
            String caller,
            Instant now) {
        if (Objects.equals(review.decidedBy, caller) && decision.equals(review.decision())) {
            return new Ruling.Repeat();
        }
        String by = "Decided by '" + review.decidedBy + "' at " + review.decidedAt;
        if (!decision.overrules()) {
            return new Ruling.Refuse(
                    REVIEW_DECIDED.because(by + "; 'overrule' takes its place once it has left."));
        }
        if (review.undoUntil != null && now.isBefore(review.undoUntil)) {
            return new Ruling.Refuse(
                    REVIEW_DECIDED.because(
                            by
                                    + "; it can be undone, and be overruled after "
                                    + review.undoUntil
                                    + "."));
        }
        if (newest != null && newest.revision > review.revision) {
            return superseded(review, newest);
        }
        return content(review, decision, new Ruling.Overrule());
    }

    private Ruling waiting(ReviewEntity review, Decision decision, String caller) {
        boolean two = review.requiredApprovals == 2;
        if (two && caller.equals(review.firstApprovedBy)) {
            return decision.equals(review.firstApproval())
                    ? new Ruling.Repeat()
                    : new Ruling.Refuse(
                            REVIEW_DECIDED.because(
                                    "You gave the first of two approvals; somebody else must give"
                                            + " the second. Undo yours to decide otherwise."));
        }
        boolean first =
                two && review.firstApprovedBy == null && decision.verdict() == Verdict.APPROVE;
        return content(review, decision, first ? new Ruling.TakeFirst() : new Ruling.Take());
    }

    private Ruling content(ReviewEntity review, Decision decision, Ruling otherwise) {
        List<Problem.Place> unknownReasons = reasons.unknown(decision.reasonCodes());
        if (!unknownReasons.isEmpty()) {
            return new Ruling.Refuse(
                    REASON_UNKNOWN
                            .because("GET /v1/reviews/reasons lists the reason codes.")
                            .with(unknownReasons));
        }
        Set<String> variants = review.requested().variants().keySet();
        for (int i = 0; i < decision.withheldVariants().size(); i++) {
            String name = decision.withheldVariants().get(i);
            if (!variants.contains(name)) {
                return new Ruling.Refuse(
                        FIELD_INVALID.because(
                                "The asset has no variant '" + name + "' to withhold.",
                                Problem.Place.at("/withheldVariants/" + i, "no such variant")));
            }
        }
        return otherwise;
    }
}
