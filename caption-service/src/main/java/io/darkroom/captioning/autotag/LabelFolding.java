package io.darkroom.captioning.autotag;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import opennlp.tools.stemmer.snowball.SnowballStemmer;
import opennlp.tools.stemmer.snowball.SnowballStemmer.ALGORITHM;

/**
 * Makes labels equal that mean the same to people: case, hyphens and blanks, and singular and
 * plural, the latter by the Snowball stemmer of the label's language (Apache OpenNLP).
 */
final class LabelFolding {
    private static final Map<String, ALGORITHM> STEMMERS =
            Map.ofEntries(
                    Map.entry("da", ALGORITHM.DANISH),
                    Map.entry("de", ALGORITHM.GERMAN),
                    Map.entry("en", ALGORITHM.ENGLISH),
                    Map.entry("es", ALGORITHM.SPANISH),
                    Map.entry("fi", ALGORITHM.FINNISH),
                    Map.entry("fr", ALGORITHM.FRENCH),
                    Map.entry("hu", ALGORITHM.HUNGARIAN),
                    Map.entry("it", ALGORITHM.ITALIAN),
                    Map.entry("nb", ALGORITHM.NORWEGIAN),
                    Map.entry("nl", ALGORITHM.DUTCH),
                    Map.entry("pt", ALGORITHM.PORTUGUESE),
                    Map.entry("sv", ALGORITHM.SWEDISH));

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Punct}\\u2010-\\u2015]+");

    private LabelFolding() {}

    /**
     * The same for labels that mean the same. Of a language that is not known (und), English is
     * assumed for the plural: most keywords of files are.
     */
    static String fold(String label, String language) {
        String plain = Normalizer.normalize(label, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String primary = Locale.forLanguageTag(language).getLanguage();
        ALGORITHM algorithm =
                STEMMERS.get(primary.isEmpty() || primary.equals("und") ? "en" : primary);
        var words = Arrays.stream(BETWEEN_WORDS.split(plain.strip())).filter(it -> !it.isEmpty());
        if (algorithm == null) {
            return words.collect(Collectors.joining(" "));
        }
        var stemmer = new SnowballStemmer(algorithm);
        return words.map(word -> stemmer.stem(word).toString()).collect(Collectors.joining(" "));
    }
}
