package io.darkroom.ingest.idempotency;

import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key of a request that may be sent again (draft-ietf-httpapi-idempotency-key-header-07): a
 * String of RFC 9651, such as {@code "8e03978e-40d5"} with its quotes. Without them it is taken
 * too, since many clients send it so.
 *
 * @param text without the quotes
 */
record IdempotencyKey(String text) {
    static final String HEADER = "Idempotency-Key";
    private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])+)\"");
    private static final Pattern BARE = Pattern.compile("[!#-\\[\\]-~]+");
    private static final int MAX_LENGTH = 255;

    /**
     * The key in a header, if it was sent.
     *
     * @throws io.darkroom.service.problem.ProblemException {@code parameter-invalid}
     */
    static Optional<IdempotencyKey> of(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        String value = header.strip();
        var quoted = QUOTED.matcher(value);
        if (quoted.matches() && value.length() <= MAX_LENGTH) {
            return Optional.of(
                    new IdempotencyKey(quoted.group(1).replaceAll("\\\\([\"\\\\])", "$1")));
        }
        if (BARE.matcher(value).matches() && value.length() <= MAX_LENGTH) {
            return Optional.of(new IdempotencyKey(value));
        }
        String detail =
                "must be a string of 1 to %d printable ASCII characters, such as a UUID"
                        .formatted(MAX_LENGTH);
        throw ProblemType.PARAMETER_INVALID.exception(
                "The header " + HEADER + " " + detail, Problem.Place.of(HEADER, detail));
    }
}
