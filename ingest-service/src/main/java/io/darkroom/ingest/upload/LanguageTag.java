package io.darkroom.ingest.upload;

import java.util.IllformedLocaleException;
import java.util.Locale;

/** Language tags (BCP 47). */
public final class LanguageTag {
    private LanguageTag() {}

    /**
     * Well-formed by RFC 5646, section 2.1; whether there is such a language is another question.
     */
    public static boolean isWellFormed(String tag) {
        try {
            var _ = new Locale.Builder().setLanguageTag(tag).build();
            return !tag.isBlank();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
