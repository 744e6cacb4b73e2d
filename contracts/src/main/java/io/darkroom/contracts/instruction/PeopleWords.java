package io.darkroom.contracts.instruction;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether people are asked for, and not only spoken of to be left out. */
final class PeopleWords {
    /** How far a negation reaches, in characters before its word. */
    private static final int BEFORE = 24;

    /** Scripts without spaces say no near the word, on either side. */
    private static final int NEAR = 8;

    private record Word(Pattern pattern, boolean spaced) {}

    private final List<Word> people;
    private final List<Word> negations;

    PeopleWords(List<String> people, List<String> negations) {
        this.people = people.stream().map(PeopleWords::word).toList();
        this.negations = negations.stream().map(PeopleWords::word).toList();
    }

    private static Word word(String text) {
        String normal = Words.normal(text);
        return new Word(
                Words.bounded(Pattern.quote(normal), normal), Words.spaced(normal.codePointAt(0)));
    }

    boolean asked(String text) {
        return people.stream().anyMatch(word -> asked(word, text));
    }

    private boolean asked(Word word, String text) {
        Matcher matcher = word.pattern.matcher(text);
        while (matcher.find()) {
            if (!negated(word, text, matcher.start(), matcher.end())) {
                return true;
            }
        }
        return false;
    }

    private boolean negated(Word word, String text, int start, int end) {
        int from = Math.max(0, start - (word.spaced ? BEFORE : NEAR));
        int to = word.spaced ? start : Math.min(text.length(), end + NEAR);
        String around = clause(text, from, start) + text.substring(start, to);
        return negations.stream()
                .filter(negation -> negation.spaced == word.spaced)
                .anyMatch(negation -> negation.pattern.matcher(around).find());
    }

    /** What stands before a word in its own clause. */
    private static String clause(String text, int from, int start) {
        String before = text.substring(from, start);
        int cut = -1;
        for (char end : new char[] {'.', ';', ':', '!', '?', '。', '；', '，', '、'}) {
            cut = Math.max(cut, before.lastIndexOf(end));
        }
        return before.substring(cut + 1);
    }
}
