package io.darkroom.ingest.apikey;

import io.darkroom.service.access.Role;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a new key is to be. */
@Schema(description = "What a new key is to be")
record ApiKeyRequest(
        @Schema(
                        required = true,
                        maxLength = 100,
                        description = "What its holder is called in audit trails",
                        examples = "shop-backend")
                @Nullable String name,
        @Schema(
                        required = true,
                        minItems = 1,
                        description =
                                "What its holder may do. An operator gives uploader, reader and"
                                        + " operator; an admin gives every role")
                @Nullable List<String> roles,
        @Schema(description = "From when on it opens nothing; absent for never")
                @Nullable Instant expiresAt) {
    private static final int LONGEST_NAME = 100;
    private static final Set<Role> OF_AN_OPERATOR =
            Set.of(Role.UPLOADER, Role.READER, Role.OPERATOR);

    /** A request that holds what a key needs. */
    record Checked(String name, Set<Role> roles, @Nullable Instant expiresAt) {}

    /**
     * Checks every field.
     *
     * @param byAdmin whether an admin asks
     * @throws ProblemException 422 naming all that is wrong; 403 where a role is not the caller's
     *     to give
     */
    Checked checked(boolean byAdmin, Instant now) {
        var wrong = new ArrayList<Problem.Place>();
        String title = name == null ? "" : name.strip();
        if (title.isEmpty() || title.length() > LONGEST_NAME || hasControls(title)) {
            wrong.add(Problem.Place.at("/name", "must have 1 to 100 characters, none a control"));
        }
        Set<Role> given = given(wrong);
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            wrong.add(Problem.Place.at("/expiresAt", "must lie in the future"));
        }
        if (!wrong.isEmpty()) {
            throw ProblemType.FIELD_INVALID.exception(
                    "Correct what 'errors' names and send the request again.",
                    wrong.toArray(Problem.Place[]::new));
        }
        if (!byAdmin && !OF_AN_OPERATOR.containsAll(given)) {
            String detail = "Only an admin gives the roles reviewer and admin";
            throw ProblemType.FORBIDDEN.exception(detail, Problem.Place.at("/roles", detail));
        }
        return new Checked(title, given, expiresAt);
    }

    private Set<Role> given(List<Problem.Place> wrong) {
        var given = new TreeSet<Role>();
        if (roles == null || roles.isEmpty()) {
            wrong.add(Problem.Place.at("/roles", "must name at least one role"));
            return given;
        }
        for (int i = 0; i < roles.size(); i++) {
            try {
                given.add(Role.of(String.valueOf(roles.get(i))));
            } catch (IllegalArgumentException e) {
                wrong.add(Problem.Place.at("/roles/" + i, String.valueOf(e.getMessage())));
            }
        }
        return given;
    }

    private static boolean hasControls(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }
}
