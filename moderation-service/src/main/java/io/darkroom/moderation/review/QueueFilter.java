package io.darkroom.moderation.review;

import io.darkroom.moderation.policy.ReasonCode;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of the queue is asked for. Every wrong parameter is told at once. */
record QueueFilter(
        @Nullable ReviewState state, @Nullable String reason, QueuePosition after, int limit) {
    private static final int MOST = 200;
    private static final int STANDARD = 50;

    static QueueFilter parse(
            @Nullable String state,
            @Nullable String reason,
            @Nullable String cursor,
            @Nullable String limit) {
        var wrong = new ArrayList<Problem.Place>();
        var known = state == null ? Optional.<ReviewState>empty() : state(state, wrong);
        if (reason != null && ReasonCode.of(reason).isEmpty()) {
            wrong.add(Problem.Place.of("reason", "'" + reason + "' is not a reason code"));
        }
        int size = limit == null ? STANDARD : limit(limit, wrong);
        if (!wrong.isEmpty()) {
            throw new ProblemException(
                    ProblemType.PARAMETER_INVALID
                            .because("Correct the parameters that 'errors' names.")
                            .with(wrong));
        }
        return new QueueFilter(known.orElse(null), reason, QueuePosition.parse(cursor), size);
    }

    private static Optional<ReviewState> state(String text, List<Problem.Place> wrong) {
        var state =
                Arrays.stream(ReviewState.values()).filter(s -> s.name().equals(text)).findFirst();
        if (state.isEmpty()) {
            wrong.add(
                    Problem.Place.of(
                            "state", "must be one of " + Arrays.toString(ReviewState.values())));
        }
        return state;
    }

    private static int limit(String text, List<Problem.Place> wrong) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        wrong.add(Problem.Place.of("limit", "must be a number from 1 to " + MOST));
        return STANDARD;
    }
}
