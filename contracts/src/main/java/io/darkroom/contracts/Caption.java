package io.darkroom.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A text alternative in one language, as WCAG 2.2 (1.1.1) understands it.
 *
 * @param language BCP 47
 * @param alt at most 250 characters; empty where decorative
 * @param longDescription for those who want more, absent where there is none
 * @param decorative a picture that a screen reader should pass over
 * @param confidence 0 to 1, how sure the writer is; absent where it does not say
 * @param cost this caption's share of what the model was paid; absent where nothing was paid
 * @param durationMs how long the model took for the answer that this caption came with, in
 *     milliseconds; absent where no model was asked
 * @param review PENDING where a check wants a person to look, then what the person said; absent
 *     where nobody was asked
 */
public record Caption(
        String language,
        String alt,
        @Nullable String longDescription,
        boolean decorative,
        Source source,
        @Nullable Double confidence,
        @Nullable Cost cost,
        @Nullable Long durationMs,
        Asset.@Nullable ReviewState review) {
    /** The longest alt text, in characters (Unicode code points). */
    public static final int MAX_ALT = 250;

    /** A caption that no model was paid for and no check has flagged. */
    public Caption(
            String language,
            String alt,
            @Nullable String longDescription,
            boolean decorative,
            Source source) {
        this(language, alt, longDescription, decorative, source, null, null, null, null);
    }

    /** A model's caption that no check has flagged. */
    public Caption(
            String language,
            String alt,
            @Nullable String longDescription,
            boolean decorative,
            Source source,
            @Nullable Double confidence,
            @Nullable Cost cost,
            @Nullable Long durationMs) {
        this(
                language,
                alt,
                longDescription,
                decorative,
                source,
                confidence,
                cost,
                durationMs,
                null);
    }

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
        if (confidence != null) {
            Require.fraction(confidence, "caption.confidence");
        }
        if (durationMs != null) {
            Require.notNegative(durationMs, "caption.durationMs");
        }
    }

    /** The same, with the word that a person is asked for or has given. */
    public Caption withReview(Asset.ReviewState state) {
        return new Caption(
                language,
                alt,
                longDescription,
                decorative,
                source,
                confidence,
                cost,
                durationMs,
                state);
    }
}
