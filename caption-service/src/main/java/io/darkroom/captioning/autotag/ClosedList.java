package io.darkroom.captioning.autotag;

import io.darkroom.contracts.Tag;
import io.darkroom.contracts.Vocabulary;
import io.darkroom.contracts.Vocabulary.Concept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vocabulary that tags do not leave: whatever an engine or a file says is found in it under any
 * of its labels, in any of its languages, or is left out.
 */
final class ClosedList {
    private final Vocabulary vocabulary;
    private final String language;
    private final Map<String, Concept> byLabel = new HashMap<>();
    private final Set<String> languages = new HashSet<>();

    /**
     * @param language BCP 47, of the labels that come out, where the vocabulary has them
     */
    ClosedList(Vocabulary vocabulary, String language) {
        this.vocabulary = vocabulary;
        this.language = language;
        // Preferred labels first: where stemming makes two labels alike, they win.
        vocabulary.concepts().forEach(this::addPreferred);
        vocabulary.concepts().forEach(this::addAlternatives);
    }

    /** The labels to choose from, in the vocabulary's order. */
    List<String> labels() {
        return vocabulary.concepts().stream().map(concept -> label(concept).text()).toList();
    }

    /** The tag with the vocabulary's label in place of its own; absent where there is none. */
    Optional<Tag> translate(Tag tag) {
        Concept concept = find(tag);
        if (concept == null) {
            return Optional.empty();
        }
        Label label = label(concept);
        return Optional.of(new Tag(label.text(), label.language(), tag.confidence(), tag.source()));
    }

    private @Nullable Concept find(Tag tag) {
        var tried = new ArrayList<String>();
        tried.add(tag.language());
        tried.addAll(languages);
        return tried.stream()
                .map(it -> byLabel.get(key(tag.label(), it)))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .or(() -> vocabulary.find(tag.label()))
                .orElse(null);
    }

    private void addPreferred(Concept concept) {
        concept.prefLabel().forEach((in, label) -> add(concept, in, label));
    }

    private void addAlternatives(Concept concept) {
        concept.altLabel()
                .forEach((in, labels) -> labels.forEach(label -> add(concept, in, label)));
    }

    private void add(Concept concept, String in, String label) {
        languages.add(in);
        byLabel.putIfAbsent(key(label, in), concept);
    }

    private static String key(String label, String language) {
        return Locale.forLanguageTag(language).getLanguage()
                + "/"
                + LabelFolding.fold(label, language);
    }

    private record Label(String language, String text) {}

    /** In the language asked for, else in the nearest, else in English, else in the first. */
    private Label label(Concept concept) {
        Map<String, String> labels = concept.prefLabel();
        String primary = Locale.forLanguageTag(language).getLanguage();
        return labels.entrySet().stream()
                .min(java.util.Comparator.comparingInt(entry -> distance(entry.getKey(), primary)))
                .map(entry -> new Label(entry.getKey(), entry.getValue()))
                .orElseThrow();
    }

    private int distance(String candidate, String primary) {
        if (candidate.equalsIgnoreCase(language)) {
            return 0;
        }
        String other = Locale.forLanguageTag(candidate).getLanguage();
        return other.equals(primary) ? 1 : other.equals("en") ? 2 : 3;
    }
}
