package io.darkroom.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import org.jspecify.annotations.Nullable;

/** What Jackson found wrong with a body, with the place. */
public final class JsonProblems {
    private JsonProblems() {}

    /** The problem of a body that is no JSON, or none of the form that was expected. */
    public static Problem of(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                    ProblemType.UNKNOWN_FIELD.because(
                            "The field '"
                                    + unknown.getPropertyName()
                                    + "' is not known here; remove it or correct its name.",
                            Problem.Place.at(pointer(unknown), "not known"));
            case ValueInstantiationException invalid -> fieldInvalid(invalid);
            case JsonMappingException mapping when !mapping.getPath().isEmpty() ->
                    ProblemType.REQUEST_MALFORMED.because(
                            "A value in the body is not of the type expected there.",
                            Problem.Place.at(pointer(mapping), wrongType(mapping)));
            default ->
                    ProblemType.REQUEST_MALFORMED.because(
                            "The body is no JSON of the expected form" + place(e) + ".");
        };
    }

    private static Problem fieldInvalid(ValueInstantiationException e) {
        Throwable cause = e.getCause();
        String detail =
                cause instanceof IllegalArgumentException && cause.getMessage() != null
                        ? cause.getMessage()
                        : "not a value that is taken here";
        return ProblemType.FIELD_INVALID.because(
                "A value in the body is not one that is taken there.",
                Problem.Place.at(pointer(e), detail));
    }

    /** JSON Pointer (RFC 6901) of the place; empty for the whole body. */
    static String pointer(JsonMappingException e) {
        var pointer = new StringBuilder();
        for (var reference : e.getPath()) {
            pointer.append('/').append(token(reference));
        }
        return pointer.toString();
    }

    private static String token(JsonMappingException.Reference reference) {
        @Nullable String field = reference.getFieldName();
        return field == null
                ? Integer.toString(reference.getIndex())
                : field.replace("~", "~0").replace("/", "~1");
    }

    private static String wrongType(JsonMappingException e) {
        return e instanceof com.fasterxml.jackson.databind.exc.MismatchedInputException mismatch
                        && mismatch.getTargetType() != null
                ? "expected " + mismatch.getTargetType().getSimpleName()
                : "not readable";
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " (line "
                        + e.getLocation().getLineNr()
                        + ", column "
                        + e.getLocation().getColumnNr()
                        + ")";
    }
}
