package io.darkroom.captioning.vision;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Whether a text is in another language than asked for, by Apache OpenNLP's detector of 103
 * languages. Short texts are uncertain, and near languages (Danish and Norwegian) look alike: only
 * a language that is clearly more likely than the one asked for counts as another.
 */
@ApplicationScoped
class LanguageCheck {
    private static final String MODEL = "/langdetect-183.bin";

    /** Fewer letters tell too little. */
    private static final int LEAST_LETTERS = 20;

    /** So much more likely must another language be. */
    private static final double CLEARLY = 1.6;

    /** A language that was asked for beside this one is the likeliest mistake. */
    private static final double MIXED_UP = 1.2;

    /** Where the detector's code is not the one that the JDK gives for a language. */
    private static final Map<String, String> CODES =
            Map.of("zho", "cmn", "nor", "nob", "fas", "pes", "est", "ekk", "lav", "lvs");

    /** English names by the detector's codes. */
    private static final Map<String, String> NAMES =
            Arrays.stream(Locale.getISOLanguages())
                    .map(Locale::of)
                    .collect(
                            Collectors.toMap(
                                    locale -> code(locale.getLanguage()),
                                    locale -> locale.getDisplayLanguage(Locale.ENGLISH),
                                    (first, _) -> first));

    private static final List<Set<String>> ALIKE =
            List.of(
                    Set.of("nob", "nno", "dan"),
                    Set.of("hrv", "srp", "bos"),
                    Set.of("ind", "msa"),
                    Set.of("glg", "por"));

    private final LanguageDetectorModel model;

    LanguageCheck() {
        try (var in = LanguageDetectorModel.class.getResourceAsStream(MODEL)) {
            if (in == null) {
                throw new IllegalStateException("The language model is not on the class path");
            }
            model = new LanguageDetectorModel(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The language model cannot be read", e);
        }
    }

    /**
     * The other language that a text is clearly in.
     *
     * @param asked BCP 47; only its primary language is looked at
     * @param beside the other languages asked for in the same breath
     * @return its name in English; absent where the text may well be in the language asked for
     */
    Optional<String> other(String text, String asked, Collection<String> beside) {
        String wanted = code(asked);
        if (wanted.isEmpty()
                || text.codePoints().filter(Character::isLetter).count() < LEAST_LETTERS) {
            return Optional.empty();
        }
        Language[] found = new LanguageDetectorME(model).predictLanguages(text);
        double likely = confidence(found, wanted);
        Language best = found[0];
        if (likely < 0 || best.getLang().equals(wanted) || alike(best.getLang(), wanted)) {
            return Optional.empty();
        }
        boolean mixedUp = beside.stream().map(LanguageCheck::code).anyMatch(best.getLang()::equals);
        return best.getConfidence() > likely * (mixedUp ? MIXED_UP : CLEARLY)
                ? Optional.of(NAMES.getOrDefault(best.getLang(), best.getLang()))
                : Optional.empty();
    }

    private static double confidence(Language[] found, String code) {
        for (Language language : found) {
            if (language.getLang().equals(code)) {
                return language.getConfidence();
            }
        }
        return -1;
    }

    private static boolean alike(String one, String other) {
        return ALIKE.stream().anyMatch(group -> group.contains(one) && group.contains(other));
    }

    private static String code(String language) {
        try {
            String code = Locale.forLanguageTag(language).getISO3Language();
            return CODES.getOrDefault(code, code);
        } catch (MissingResourceException _) {
            return "";
        }
    }
}
