package io.darkroom.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Something a check saw, or a reason to ask a person.
 *
 * @param code one of the reason codes of the API, such as {@code guard-face}
 * @param box where, in pixels of the picture that was checked; absent where it concerns the whole
 * @param detail a sentence for the reviewer
 */
public record Finding(String code, @Nullable Box box, @Nullable String detail) {
    public Finding {
        Require.text(code, "finding.code");
    }
}
