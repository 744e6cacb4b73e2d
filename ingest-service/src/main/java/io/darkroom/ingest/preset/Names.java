package io.darkroom.ingest.preset;

import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names and versions in paths, of presets and of what else tenants name. */
public final class Names {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,8}");

    private Names() {}

    /**
     * The name, where it is one that a new thing may have.
     *
     * @throws io.darkroom.service.problem.ProblemException {@code parameter-invalid}
     */
    public static String require(String name) {
        if (!FORM.matcher(name).matches()) {
            throw wrong(
                    "name",
                    "must be 1 to 100 letters, digits, '.', '_' and '-', and begin with a letter"
                            + " or digit");
        }
        return name;
    }

    /**
     * The version that a query names, if it names one.
     *
     * @throws io.darkroom.service.problem.ProblemException {@code parameter-invalid}
     */
    public static @Nullable Integer version(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!VERSION.matcher(text).matches()) {
            throw wrong("version", "must be a whole number from 1 on");
        }
        return Integer.valueOf(text);
    }

    private static RuntimeException wrong(String parameter, String detail) {
        return ProblemType.PARAMETER_INVALID.exception(
                "The parameter '" + parameter + "' " + detail, Problem.Place.of(parameter, detail));
    }
}
