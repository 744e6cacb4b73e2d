package io.darkroom.moderation.review;

import io.darkroom.service.problem.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of each decision of a batch, in the order they were sent in. */
public record DecisionResults(List<Result> results) {
    /** Taken or not. */
    public enum Status {
        ACCEPTED,
        REFUSED
    }

    /**
     * What became of one decision.
     *
     * @param reviewId absent where the decision did not name a readable one
     * @param problem why it was refused
     */
    public record Result(@Nullable UUID reviewId, Status status, @Nullable Problem problem) {
        static Result accepted(UUID reviewId) {
            return new Result(reviewId, Status.ACCEPTED, null);
        }

        static Result refused(@Nullable UUID reviewId, Problem problem) {
            return new Result(reviewId, Status.REFUSED, problem);
        }
    }
}
