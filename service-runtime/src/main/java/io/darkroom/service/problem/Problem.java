package io.darkroom.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with a request (RFC 9457). Made by {@link ProblemType#because}.
 *
 * @param type {@code urn:darkroom:problem:<slug>}
 * @param title the same for every occurrence of the type
 * @param status the HTTP status code
 * @param detail what was wrong here and what to do; never a secret, never a stack trace
 * @param instance names this occurrence, such as an error id to look for in the log
 * @param errors the fields or parameters that are wrong, all at once; the first {@value
 *     #MOST_PLACES}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        List<Place> errors) {
    /** RFC 9457, section 3. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * How many places are named. A sender has enough to mend by these, and a small request that is
     * wrong everywhere makes no large answer.
     */
    public static final int MOST_PLACES = 100;

    private static final int LONGEST_DETAIL = 2_000;

    public Problem {
        detail = detail == null ? null : cut(detail, LONGEST_DETAIL);
        errors = errors.stream().limit(MOST_PLACES).toList();
    }

    /** The same problem with the places where it lies. */
    public Problem with(List<Place> places) {
        return new Problem(type, title, status, detail, instance, places);
    }

    /** The same problem with a name for this occurrence. */
    public Problem named(String occurrence) {
        return new Problem(type, title, status, detail, occurrence, errors);
    }

    /** The document itself. */
    public String json() {
        try {
            return Json.mapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem cannot be written as JSON", e);
        }
    }

    /** The problem as records and events carry it. */
    public Failure toFailure() {
        return new Failure(type, title, detail);
    }

    /** What a sender wrote is repeated in part only, and never half a character of it. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /**
     * One wrong place in the request: a JSON Pointer (RFC 6901) into its body, or a parameter's
     * name.
     *
     * @param pointer of at most {@value #LONGEST} characters; where it would have more, that of the
     *     nearest place around it which has not
     * @param parameter cut after so many characters, as is the detail
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(@Nullable String pointer, @Nullable String parameter, String detail) {
        /** The most characters that each of these has. */
        public static final int LONGEST = 500;

        public Place {
            pointer = pointer == null ? null : around(pointer);
            parameter = parameter == null ? null : cut(parameter, LONGEST);
            detail = cut(detail, LONGEST);
        }

        private static String around(String pointer) {
            return pointer.length() <= LONGEST
                    ? pointer
                    : pointer.substring(0, Math.max(0, pointer.lastIndexOf('/', LONGEST)));
        }

        /** A place in the body, such as {@code /crops/0}. */
        public static Place at(String pointer, String detail) {
            return new Place(pointer, null, detail);
        }

        /** A path, query or header parameter. */
        public static Place of(String parameter, String detail) {
            return new Place(null, parameter, detail);
        }
    }
}
