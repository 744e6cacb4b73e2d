package io.darkroom.moderation.review;

import io.darkroom.moderation.policy.ReasonCode;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the queue is asked for. Every wrong parameter is told at once.
 *
 * @param reasons items with one of these; all where empty
 * @param presets items of one of these; all where empty
 * @param from only items that were asked for then or later
 * @param until only items that were asked for earlier
 * @param claimedBy only what this person has under a lease
 * @param decidedFirst what was decided last comes first, in place of the oldest first
 */
record QueueFilter(
        @Nullable ReviewState state,
        List<String> reasons,
        List<String> presets,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String claimedBy,
        boolean decidedFirst,
        QueuePosition after,
        int limit) {
    private static final int MOST = 200;
    private static final int STANDARD = 50;

    QueueFilter {
        reasons = List.copyOf(reasons);
        presets = List.copyOf(presets);
    }

    /** The parameters as they came. */
    record Parameters(
            @Nullable String state,
            List<String> reasons,
            List<String> presets,
            @Nullable String from,
            @Nullable String until,
            @Nullable String mine,
            @Nullable String order,
            @Nullable String cursor,
            @Nullable String limit) {}

    static QueueFilter parse(Parameters given, String caller) {
        var wrong = new ArrayList<Problem.Place>();
        var state = given.state() == null ? null : state(given.state(), wrong);
        for (String reason : given.reasons()) {
            if (ReasonCode.of(reason).isEmpty()) {
                wrong.add(Problem.Place.of("reason", "'" + reason + "' is not a reason code"));
            }
        }
        Instant from = time(given.from(), "createdAfter", wrong);
        Instant until = time(given.until(), "createdBefore", wrong);
        boolean decidedFirst = decidedFirst(given.order(), state, wrong);
        int size = given.limit() == null ? STANDARD : limit(given.limit(), wrong);
        if (!wrong.isEmpty()) {
            throw new ProblemException(
                    ProblemType.PARAMETER_INVALID
                            .because("Correct the parameters that 'errors' names.")
                            .with(wrong));
        }
        return new QueueFilter(
                state,
                given.reasons(),
                given.presets(),
                from,
                until,
                "true".equals(given.mine()) ? caller : null,
                decidedFirst,
                QueuePosition.parse(given.cursor(), decidedFirst),
                size);
    }

    /** Where a page ends whose last item this is. */
    QueuePosition position(ReviewEntity last) {
        Instant decided = last.decidedAt;
        return new QueuePosition(
                decidedFirst && decided != null ? decided : last.createdAt, last.id);
    }

    private static @Nullable ReviewState state(String text, List<Problem.Place> wrong) {
        for (ReviewState state : ReviewState.values()) {
            if (state.name().equals(text)) {
                return state;
            }
        }
        wrong.add(
                Problem.Place.of(
                        "state", "must be one of " + Arrays.toString(ReviewState.values())));
        return null;
    }

    private static boolean decidedFirst(
            @Nullable String order, @Nullable ReviewState state, List<Problem.Place> wrong) {
        if (order == null || order.equals("oldest")) {
            return false;
        }
        if (!order.equals("decided")) {
            wrong.add(Problem.Place.of("order", "must be oldest or decided"));
        } else if (state != ReviewState.DECIDED) {
            wrong.add(Problem.Place.of("order", "decided needs state=DECIDED"));
        }
        return true;
    }

    private static @Nullable Instant time(
            @Nullable String text, String name, List<Problem.Place> wrong) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(QueuePosition.END)) {
                return time;
            }
        } catch (DateTimeParseException _) {
            // Told below.
        }
        wrong.add(Problem.Place.of(name, "must be a time such as 2026-11-23T09:00:00Z"));
        return null;
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
