package io.darkroom.ingest.upload;

import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is wrong with a request, so that its sender hears of all of it at once; of the
 * first {@value Problem#MOST_PLACES} things.
 */
public final class RequestErrors {
    private record Found(ProblemType type, Problem.Place place) {}

    private final List<Found> found = new ArrayList<>();

    public void add(ProblemType type, String pointer, String detail) {
        add(new Found(type, Problem.Place.at(pointer, detail)));
    }

    private void add(Found wrong) {
        if (!isFull()) {
            found.add(wrong);
        }
    }

    /** Whether nothing more is kept, so that nothing more need be looked for. */
    boolean isFull() {
        return found.size() >= Problem.MOST_PLACES;
    }

    /**
     * Adds what is wrong with a part of the request that was read by itself.
     *
     * @param at JSON Pointer to that part
     * @throws ProblemException the same, in its place, if it is not about the request's content
     */
    public void addAll(ProblemException found, String at) {
        Problem problem = found.problem();
        List<Problem.Place> places =
                problem.errors().stream().map(place -> within(at, place)).toList();
        if (problem.status() != 422) {
            throw new ProblemException(problem.with(places), found);
        }
        ProblemType type = ProblemType.of(problem);
        if (places.isEmpty()) {
            add(type, at, String.valueOf(problem.detail()));
        }
        places.forEach(place -> add(new Found(type, place)));
    }

    private static Problem.Place within(String at, Problem.Place place) {
        return place.pointer() == null
                ? place
                : Problem.Place.at(at + place.pointer(), place.detail());
    }

    /**
     * Ends the request if anything is wrong with it. The problem has the type of what was found
     * first.
     */
    public void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        var places = found.stream().map(Found::place).toList();
        var first = found.getFirst();
        throw new ProblemException(first.type().because(detail()).with(places));
    }

    private String detail() {
        if (found.size() == 1) {
            return found.getFirst().place().detail();
        }
        return isFull()
                ? "At least %1$d things are wrong; 'errors' names %1$d with their places"
                        .formatted(found.size())
                : found.size() + " things are wrong; 'errors' names each with its place";
    }
}
