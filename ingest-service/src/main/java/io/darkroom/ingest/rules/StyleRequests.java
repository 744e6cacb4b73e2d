package io.darkroom.ingest.rules;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds instructions that ask for somebody's style. Whether whoever is meant lives, and minds, is
 * for a person to say, so the words are enough.
 */
public final class StyleRequests {
    /** The words in the languages that instructions are written in most, before the name. */
    private static final Pattern WORDS =
            Pattern.compile(
                    "(?:\\bin (?:the )?(?:style|manner) of\\b|\\bin \\w+['’]s style\\b|\\b(?:im|in"
                        + " dem) stile? (?:von|des|der)\\b|\\bnach art von\\b|(?<!\\w)[àa] la"
                        + " mani[èe]re (?:de|d['’])|\\bdans le style (?:de|d['’])|\\bal estilo"
                        + " de\\b|\\ben el estilo de\\b|\\b(?:nello|in) stile (?:di|d['’])|\\balla"
                        + " maniera di\\b|\\b(?:no|ao) estilo (?:de|d[ao])\\b|\\bin de stijl"
                        + " van\\b|\\bw stylu\\b|風に|風の|のスタイル|的风格|的風格|风格)",
                    Pattern.CASE_INSENSITIVE
                            | Pattern.UNICODE_CASE
                            | Pattern.UNICODE_CHARACTER_CLASS);

    private StyleRequests() {}

    /** The words that ask for a style, as they stand in the instruction. */
    public static Optional<String> in(String instruction) {
        var found = WORDS.matcher(instruction);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
