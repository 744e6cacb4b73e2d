package io.darkroom.moderation.audit;

import org.jspecify.annotations.Nullable;

/**
 * Whether a tenant's trail is whole.
 *
 * @param lines how many lines fit, from the first on
 * @param head the hash of the last of them: whoever wrote it down earlier can find it in an export
 *     again
 * @param broken what does not fit; absent where all does
 */
public record Verification(
        String tenant, boolean intact, long lines, String head, @Nullable String broken) {}
