package io.darkroom.contracts.instruction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules as they lie in their file.
 *
 * @param refusedNames of living artists and real people, refused wherever they stand
 * @param allowedStyles names after which a style may be asked for
 * @param stylePhrases that ask for a style, with {@code {name}} where the name stands
 * @param likenessPhrases that ask for somebody's likeness, with {@code {name}} likewise
 * @param commonWords which begin no name
 * @param people words for people
 * @param negations words that turn a word for people into its contrary
 */
record RuleFile(
        String version,
        List<String> refusedNames,
        List<String> allowedStyles,
        List<String> stylePhrases,
        List<String> likenessPhrases,
        List<String> commonWords,
        List<String> people,
        List<String> negations,
        Prompt prompt) {
    RuleFile {
        present(version, "version");
        refusedNames = present(refusedNames, "refusedNames");
        allowedStyles = present(allowedStyles, "allowedStyles");
        stylePhrases = phrases(stylePhrases, "stylePhrases");
        likenessPhrases = phrases(likenessPhrases, "likenessPhrases");
        commonWords = present(commonWords, "commonWords");
        people = present(people, "people");
        negations = present(negations, "negations");
        present(prompt, "prompt");
    }

    /**
     * Sentences for a model.
     *
     * @param extend with {@code {instruction}}
     * @param background with {@code {instruction}}
     * @param avoid with {@code {avoid}}
     */
    record Prompt(
            String version,
            String extend,
            String background,
            String noMorePeople,
            String nothingWritten,
            String avoid) {
        Prompt {
            present(version, "prompt.version");
            placeholder(present(extend, "prompt.extend"), "{instruction}", "prompt.extend");
            placeholder(
                    present(background, "prompt.background"), "{instruction}", "prompt.background");
            present(noMorePeople, "prompt.noMorePeople");
            present(nothingWritten, "prompt.nothingWritten");
            placeholder(present(avoid, "prompt.avoid"), "{avoid}", "prompt.avoid");
        }
    }

    private static List<String> phrases(@Nullable List<String> phrases, String field) {
        present(phrases, field).forEach(phrase -> placeholder(phrase, "{name}", field));
        return List.copyOf(present(phrases, field));
    }

    private static void placeholder(String text, String placeholder, String field) {
        if (!text.contains(placeholder)) {
            throw new IllegalArgumentException(
                    field + " lacks " + placeholder + " in '" + text + "'");
        }
    }

    private static <T> T present(@Nullable T value, String field) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
