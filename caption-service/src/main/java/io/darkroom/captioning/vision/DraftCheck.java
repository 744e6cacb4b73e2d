package io.darkroom.captioning.vision;

import io.darkroom.captioning.model.ModelConfig;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mends a draft, and says whether it may go out. The order of the checks is that of this class. */
@ApplicationScoped
class DraftCheck {
    /** A caption is in another language than asked for. */
    static final String LANGUAGE = "caption-language";

    /** A caption is there, and a person should look at it. */
    static final String LOW_CONFIDENCE = "low-confidence";

    /** A language was asked for, and there is no caption in it that may go out. */
    static final String MISSING = "caption-missing";

    private static final int MOST_LONG = 2000;

    /** Where a model gives none, neither surer nor less sure than others. */
    private static final double UNSAID = 0.7;

    /** Nothing that can be seen in a picture; what an instruction hidden in one would want. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "https?://|www\\.\\p{L}|\\b[\\w.+-]+@[\\w-]+\\.\\w{2,}",
                    Pattern.CASE_INSENSITIVE);

    private final LanguageCheck languages;
    private final double minConfidence;

    DraftCheck(LanguageCheck languages, ModelConfig config) {
        this.languages = languages;
        this.minConfidence = config.minConfidence();
    }

    /**
     * @param language asked for
     * @param beside the other languages asked for
     * @param context purpose and product data
     * @param prompt what the model was told to be, which no caption repeats
     */
    Verdict check(
            Optional<Draft> found,
            String language,
            Collection<String> beside,
            String context,
            String prompt) {
        if (found.isEmpty()) {
            return new Verdict.Bad(MISSING, "there was no caption in " + language, false);
        }
        Draft draft = found.get();
        if (Refusals.isRefusal(draft.alt()) || Refusals.isRefusal(draft.longDescription())) {
            return new Verdict.Bad(MISSING, "the " + language + " text was an excuse", true);
        }
        String alt = CleanText.alt(draft.alt());
        String more = CleanText.of(draft.longDescription());
        if (draft.decorative() && alt.isEmpty()) {
            return good("", "", true, draft, List.of());
        }
        if (alt.isEmpty()) {
            return new Verdict.Bad(MISSING, "the " + language + " alt was empty", false);
        }
        return unfit(draft, alt, more, language, beside, context, prompt)
                .<Verdict>map(bad -> bad)
                .orElseGet(() -> mended(draft, alt, more, context));
    }

    private Optional<Verdict.Bad> unfit(
            Draft draft,
            String alt,
            String more,
            String language,
            Collection<String> beside,
            String context,
            String prompt) {
        String all = more.isEmpty() ? alt : alt + " " + more;
        if (Refusals.isRefusal(alt)) {
            return Optional.of(
                    new Verdict.Bad(MISSING, "the " + language + " text was an excuse", true));
        }
        if (repeats(prompt, all)) {
            return Optional.of(
                    new Verdict.Bad(MISSING, "the " + language + " text repeats its task", false));
        }
        var other = languages.other(all, language, beside);
        if (other.isPresent()) {
            return Optional.of(
                    new Verdict.Bad(
                            LANGUAGE,
                            "the text for '%s' was in %s".formatted(language, other.get()),
                            false));
        }
        // The name itself is not passed on: it may be a private person's.
        return PersonNames.unknown(all, draft.personNames(), context)
                .map(_ ->
                        new Verdict.Bad(
                                MISSING,
                                "the "
                                        + language
                                        + " text named a person whom neither purpose nor product"
                                        + " data name",
                                false));
    }

    private Verdict mended(Draft draft, String alt, String more, String context) {
        var doubts = new ArrayList<Finding>();
        String shortAlt = CleanText.shortened(alt, Caption.MAX_ALT);
        if (shortAlt.endsWith("…") && !alt.endsWith("…")) {
            doubts.add(doubt(draft, "the text was too long and is cut off"));
        }
        if (ADDRESS.matcher(alt + " " + more).find() && !ADDRESS.matcher(context).find()) {
            doubts.add(doubt(draft, "the text contains an address"));
        }
        double confidence = confidence(draft);
        if (confidence < minConfidence) {
            doubts.add(
                    doubt(
                            draft,
                            "the model is sure to %d%%".formatted(Math.round(confidence * 100))));
        }
        return good(shortAlt, CleanText.shortened(more, MOST_LONG), false, draft, doubts);
    }

    private static Verdict good(
            String alt, String more, boolean decorative, Draft draft, List<Finding> doubts) {
        return new Verdict.Good(alt, more, decorative, confidence(draft), doubts);
    }

    private static Finding doubt(Draft draft, String why) {
        return new Finding(
                LOW_CONFIDENCE, null, "Caption '%s': %s".formatted(draft.language(), why));
    }

    private static double confidence(Draft draft) {
        return Math.clamp(draft.confidence().orElse(UNSAID), 0, 1);
    }

    /** Whether a text has a whole sentence of the prompt's. */
    private static boolean repeats(String prompt, String text) {
        return prompt.lines()
                .flatMap(line -> java.util.Arrays.stream(line.split("(?<=[.:]) ")))
                .map(String::strip)
                .filter(sentence -> sentence.length() > 40)
                .anyMatch(text::contains);
    }
}
