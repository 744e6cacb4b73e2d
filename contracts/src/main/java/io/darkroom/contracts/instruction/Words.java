package io.darkroom.contracts.instruction;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** How instructions are read, in scripts with and without spaces. */
final class Words {
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");

    private Words() {}

    /**
     * One form for what looks the same: full-width letters, composed accents, kinds of spaces,
     * characters that are not seen.
     */
    static String normal(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String seen = composed.replaceAll("\\p{Cf}", "").replace('’', '\'');
        return SPACES.matcher(seen).replaceAll(" ").strip();
    }

    /** Whether a text holds a name or word, in any case, and not within another word. */
    static boolean holds(String text, String word) {
        return bounded(Pattern.quote(word), word).matcher(text).find();
    }

    /** A pattern that begins and ends where words do; scripts without spaces have no such place. */
    static Pattern bounded(String regex, String example) {
        String before = spaced(example.codePointAt(0)) ? "(?<![\\p{L}\\p{N}])" : "";
        String after =
                spaced(example.codePointBefore(example.length())) ? "(?![\\p{L}\\p{N}])" : "";
        return Pattern.compile(
                before + regex + after, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Whether a character belongs to a script that puts spaces between words. */
    static boolean spaced(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER -> false;
            default -> true;
        };
    }
}
