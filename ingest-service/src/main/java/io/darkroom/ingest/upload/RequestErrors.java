package io.darkroom.ingest.upload;

import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a request, so that its sender hears of all of it at once. */
final class RequestErrors {
    private record Found(ProblemType type, Problem.Place place) {}

    private final List<Found> found = new ArrayList<>();

    void add(ProblemType type, String pointer, String detail) {
        found.add(new Found(type, Problem.Place.at(pointer, detail)));
    }

    /**
     * Ends the request if anything is wrong with it. The problem has the type of what was found
     * first.
     */
    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        var places = found.stream().map(Found::place).toList();
        var first = found.getFirst();
        String detail =
                found.size() == 1
                        ? first.place().detail()
                        : found.size() + " things are wrong; 'errors' names each with its place";
        throw new ProblemException(first.type().because(detail).with(places));
    }
}
