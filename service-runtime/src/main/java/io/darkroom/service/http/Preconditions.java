package io.darkroom.service.http;

import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * On which version of a thing a change is made (RFC 9110, section 13.1). A thing's entity tag is
 * its version, such as {@code "3"}.
 *
 * @param ifMatch the header, absent where it was not sent
 * @param ifNoneMatch the header, absent where it was not sent
 */
public record Preconditions(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    private static final String ANY = "*";

    /** Those of a request. A header that was sent more than once is one list. */
    public static Preconditions of(HttpHeaders headers) {
        return new Preconditions(
                headers.getHeaderString(HttpHeaders.IF_MATCH),
                headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }

    /**
     * The same, where a change must say on which version it is made.
     *
     * @throws io.darkroom.service.problem.ProblemException {@code precondition-missing} (428)
     */
    public Preconditions ifMatchNeeded() {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw ProblemType.PRECONDITION_MISSING.exception(
                    "Send the ETag that the change is based on as If-Match",
                    Problem.Place.of(HttpHeaders.IF_MATCH, "is missing"));
        }
        return this;
    }

    /**
     * Goes on where the thing is as the caller believes.
     *
     * @param version the latest; empty where there is no such thing yet
     * @throws io.darkroom.service.problem.ProblemException {@code revision-stale} (412)
     */
    public void check(Optional<? extends Number> version) {
        String tag = version.map(number -> "\"" + number + "\"").orElse(null);
        if (ifMatch != null && !matches(ifMatch, tag)) {
            throw stale(HttpHeaders.IF_MATCH, tag);
        }
        // Weak comparison (RFC 9110, section 13.1.2): W/"3" stands for "3" here.
        if (ifNoneMatch != null && matches(ifNoneMatch.replace("W/", ""), tag)) {
            throw stale(HttpHeaders.IF_NONE_MATCH, tag);
        }
    }

    private static boolean matches(String header, @Nullable String tag) {
        return tag != null
                && tags(header).anyMatch(given -> given.equals(ANY) || given.equals(tag));
    }

    private static Stream<String> tags(String header) {
        return Arrays.stream(header.split(",")).map(String::strip);
    }

    private static RuntimeException stale(String header, @Nullable String tag) {
        String detail =
                tag == null
                        ? "There is none yet, so that no version can match"
                        : "The latest has the ETag " + tag + "; read it, and change that";
        return ProblemType.REVISION_STALE.exception(detail, Problem.Place.of(header, detail));
    }
}
