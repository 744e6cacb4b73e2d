package io.darkroom.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A text alternative in one language, as WCAG 2.2 (1.1.1) understands it.
 *
 * @param language BCP 47
 * @param alt at most 250 characters; empty where decorative
 * @param longDescription for those who want more, absent where there is none
 * @param decorative a picture that a screen reader should pass over
 */
public record Caption(
        String language,
        String alt,
        @Nullable String longDescription,
        boolean decorative,
        Source source) {
    /** The longest alt text, in characters (Unicode code points). */
    public static final int MAX_ALT = 250;

    public Caption {
        Require.text(language, "caption.language");
        Require.present(alt, "caption.alt");
        Require.present(source, "caption.source");
        if (alt.codePointCount(0, alt.length()) > MAX_ALT) {
            throw new IllegalArgumentException(
                    "caption.alt must have at most "
                            + MAX_ALT
                            + " characters, had "
                            + alt.length());
        }
        if (decorative != alt.isEmpty()) {
            throw new IllegalArgumentException(
                    "caption.alt must be empty where decorative, and only there");
        }
    }
}
