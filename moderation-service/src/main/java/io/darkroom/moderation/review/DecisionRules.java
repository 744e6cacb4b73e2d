package io.darkroom.moderation.review;

import static io.darkroom.service.problem.ProblemType.FIELD_INVALID;
import static io.darkroom.service.problem.ProblemType.REASON_UNKNOWN;
import static io.darkroom.service.problem.ProblemType.REVIEW_DECIDED;
import static io.darkroom.service.problem.ProblemType.REVIEW_LEASED;
import static io.darkroom.service.problem.ProblemType.REVIEW_STALE;
import static io.darkroom.service.problem.ProblemType.REVIEW_SUPERSEDED;

import io.darkroom.moderation.policy.ReasonCode;
import io.darkroom.service.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whether a decision may be taken. */
final class DecisionRules {
    /** What follows from a decision that was sent in. */
    sealed interface Ruling {
        /** It is taken. */
        record Take() implements Ruling {}

        /** The same person said the same before. */
        record Repeat() implements Ruling {}

        /** It is not taken. */
        record Refuse(Problem problem) implements Ruling {}
    }

    private DecisionRules() {}

    static Ruling rule(ReviewEntity review, Decision decision, String caller, Instant now) {
        if (review.revision != decision.revision()) {
            return new Ruling.Refuse(
                    REVIEW_STALE.because(
                            "The review is about revision "
                                    + review.revision
                                    + "; look at the item again."));
        }
        return switch (review.stateAt(now)) {
            case SUPERSEDED ->
                    new Ruling.Refuse(
                            REVIEW_SUPERSEDED.because(
                                    "The asset changed meanwhile; decide about its newer review."));
            case DECIDED -> decided(review, decision, caller);
            case CLAIMED ->
                    Objects.equals(review.claimedBy, caller)
                            ? content(review, decision)
                            : new Ruling.Refuse(
                                    REVIEW_LEASED.because(
                                            "Leased to '"
                                                    + review.claimedBy
                                                    + "' until "
                                                    + review.leaseUntil
                                                    + "; take another item."));
            case PENDING -> content(review, decision);
        };
    }

    private static Ruling decided(ReviewEntity review, Decision decision, String caller) {
        boolean same =
                Objects.equals(review.decidedBy, caller) && decision.equals(review.decision());
        return same
                ? new Ruling.Repeat()
                : new Ruling.Refuse(
                        REVIEW_DECIDED.because(
                                "Decided by '"
                                        + review.decidedBy
                                        + "' at "
                                        + review.decidedAt
                                        + "."));
    }

    private static Ruling content(ReviewEntity review, Decision decision) {
        List<Problem.Place> unknownReasons = unknownReasons(decision.reasonCodes());
        if (!unknownReasons.isEmpty()) {
            return new Ruling.Refuse(
                    REASON_UNKNOWN
                            .because("Use the reason codes of the API's documentation.")
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
        return new Ruling.Take();
    }

    static List<Problem.Place> unknownReasons(List<String> codes) {
        return java.util.stream.IntStream.range(0, codes.size())
                .filter(i -> ReasonCode.of(codes.get(i)).isEmpty())
                .mapToObj(i ->
                        Problem.Place.at(
                                "/reasonCodes/" + i, "'" + codes.get(i) + "' is not a reason code"))
                .toList();
    }
}
