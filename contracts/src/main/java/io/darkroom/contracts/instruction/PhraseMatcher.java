package io.darkroom.contracts.instruction;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds a name in phrases such as {@code in the style of {name}}. */
final class PhraseMatcher {
    private static final String PLACE = "{name}";

    /** Up to four words, as names have. */
    private static final String NAME =
            "([\\p{L}][\\p{L}\\p{M}'.-]*(?: [\\p{L}][\\p{L}\\p{M}'.-]*){0,3})";

    /** A run of one script, as names in scripts without spaces are. */
    private static final String UNSPACED_NAME = "((?:[\\p{IsHan}々]|[\\p{IsKatakana}ー・])+)";

    private record Phrase(Pattern pattern, boolean nameFirst, boolean spaced) {}

    private final List<Phrase> phrases;
    private final Set<String> commonWords;

    PhraseMatcher(List<String> phrases, List<String> commonWords) {
        this.phrases = phrases.stream().map(PhraseMatcher::compiled).toList();
        this.commonWords =
                commonWords.stream()
                        .map(word -> Words.normal(word).toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
    }

    private static Phrase compiled(String phrase) {
        String text = Words.normal(phrase);
        String fixed = text.replace(PLACE, "").strip();
        boolean spaced = Words.spaced(fixed.codePointAt(0));
        int at = text.indexOf(PLACE);
        String regex =
                Pattern.quote(text.substring(0, at))
                        + (spaced ? NAME : UNSPACED_NAME)
                        + Pattern.quote(text.substring(at + PLACE.length()));
        return new Phrase(Words.bounded(regex, fixed), at == 0, spaced);
    }

    /**
     * The first name in one of the phrases.
     *
     * @param capitals whether only words that begin with a capital count as names, where the script
     *     has capitals
     */
    Optional<String> name(String text, boolean capitals) {
        for (Phrase phrase : phrases) {
            Matcher matcher = phrase.pattern.matcher(text);
            while (matcher.find()) {
                Optional<String> name = name(phrase, matcher.group(1), capitals);
                if (name.isPresent()) {
                    return name;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> name(Phrase phrase, String found, boolean capitals) {
        if (!phrase.spaced) {
            boolean common = commonWords.stream().anyMatch(found::endsWith);
            return common ? Optional.empty() : Optional.of(found);
        }
        String[] words = found.split(" ", -1);
        // Before "style" almost any word may stand; only one with a capital is a name.
        String nearest = phrase.nameFirst ? words[words.length - 1] : words[0];
        boolean named = Character.isUpperCase(nearest.codePointAt(0));
        if (commonWords.contains(elided(nearest).toLowerCase(Locale.ROOT))
                || ((capitals || phrase.nameFirst) && !named)) {
            return Optional.empty();
        }
        return Optional.of(phrase.nameFirst ? nearest : found);
    }

    /** What stands before an apostrophe, as in {@code l'original}; else the word. */
    private static String elided(String word) {
        int apostrophe = word.indexOf('\'');
        return apostrophe == 1 ? word.substring(0, 1) : word;
    }
}
