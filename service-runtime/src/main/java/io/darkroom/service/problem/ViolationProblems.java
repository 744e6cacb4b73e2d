package io.darkroom.service.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.List;

/** What Bean Validation found wrong with a request: every place at once. */
final class ViolationProblems {
    private ViolationProblems() {}

    static Problem of(ConstraintViolationException e) {
        var places = new ArrayList<Problem.Place>();
        boolean inBody = false;
        for (var violation : e.getConstraintViolations()) {
            var place = place(violation);
            inBody |= place.pointer() != null;
            places.add(place);
        }
        return (inBody ? ProblemType.FIELD_INVALID : ProblemType.PARAMETER_INVALID)
                .because("Correct what 'errors' names and send the request again.")
                .with(List.copyOf(places));
    }

    private static Problem.Place place(ConstraintViolation<?> violation) {
        var pointer = new StringBuilder();
        String parameter = "";
        for (Path.Node node : violation.getPropertyPath()) {
            Integer index = node.getIndex();
            if (index != null) {
                pointer.append('/').append(index);
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.isEmpty()
                ? Problem.Place.of(parameter, violation.getMessage())
                : Problem.Place.at(pointer.toString(), violation.getMessage());
    }
}
