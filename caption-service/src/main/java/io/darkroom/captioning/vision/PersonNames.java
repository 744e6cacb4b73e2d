package io.darkroom.captioning.vision;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the name of a person that a caption has no business to know: who is shown is never guessed.
 * Looked at are the names that the model itself owns up to, what stands after "named", and common
 * given names before another name. A name counts as known where purpose or product data have all of
 * its words.
 */
final class PersonNames {
    private static final String NAME = "\\p{Lu}[\\p{L}'’-]+";

    private static final Pattern NAMED =
            Pattern.compile(
                    "\\b(?:named|namens|mit (?:dem"
                            + " )?Namen|nommée?|prénommée?|llamad[oa]|chiamat[oa]"
                            + "|genaamd|chamad[oa]|Mr\\.?|Mrs\\.?|Ms\\.?|Monsieur|Señora?)\\s+("
                            + NAME
                            + "(?:\\s+"
                            + NAME
                            + ")?)",
                    Pattern.UNICODE_CHARACTER_CLASS);

    /** Things are named after persons, and may be called so. */
    private static final String THINGS =
            "(?!\\s+(?:Street|Avenue|Road|Square|Bridge|Park|Airport|University|Museum|House|Church"
                    + "|Cathedral|School|Memorial|Monument|Center|Centre|Building|Stadium|Hall"
                    + "|Platz|Straße|Brücke|Denkmal|Kirche)\\b)";

    private static final Pattern GIVEN_AND_FAMILY =
            Pattern.compile(
                    "(?<!\\b(?:St|St\\.|Saint|Sankt|Santa|San)\\s)\\b((?:"
                            + given()
                            + ")\\s+"
                            + NAME
                            + ")\\b"
                            + THINGS,
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private PersonNames() {}

    /**
     * A name in the text that nothing given with the picture has.
     *
     * @param declared the names that the model says it used
     * @param context purpose and product data
     */
    static Optional<String> unknown(String text, Collection<String> declared, String context) {
        String known = context.toLowerCase(Locale.ROOT);
        return Stream.of(
                        declared.stream().filter(name -> !name.isBlank() && text.contains(name)),
                        found(NAMED, text),
                        found(GIVEN_AND_FAMILY, text))
                .flatMap(names -> names)
                .filter(name -> !isKnown(name, known))
                .findFirst();
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }

    private static boolean isKnown(String name, String context) {
        List<String> words =
                WORD.matcher(name.toLowerCase(Locale.ROOT))
                        .results()
                        .map(it -> it.group())
                        .toList();
        return words.stream().allMatch(context::contains);
    }

    private static String given() {
        try (var in = PersonNames.class.getResourceAsStream("/names/given.txt")) {
            if (in == null) {
                throw new IllegalStateException("The list of given names is not on the class path");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"));
        } catch (IOException e) {
            throw new UncheckedIOException("The list of given names cannot be read", e);
        }
    }
}
