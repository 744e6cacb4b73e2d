package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A closed list of labels with synonyms and translations, in the terms of SKOS (<a
 * href="https://www.w3.org/TR/skos-reference/">W3C, 2009</a>): concepts, each with one preferred
 * label per language and any number of alternative ones. It travels with the event, so that a stage
 * needs no other service's data.
 *
 * @param name by which requests and presets choose it
 * @param version rises with every change, 1 for the first; absent in a vocabulary that was not
 *     stored yet
 * @param concepts 1 to {@value #MAX_CONCEPTS}, their ids unique; in one language a label, without
 *     regard to case, belongs to one concept
 */
public record Vocabulary(
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer version,
        List<Concept> concepts) {
    /** The most concepts of one vocabulary: it travels within an event. */
    public static final int MAX_CONCEPTS = 1000;

    /** The most characters (Unicode code points) of a label. */
    public static final int MAX_LABEL = 100;

    /** The most alternative labels of one concept in one language. */
    public static final int MAX_ALTERNATIVES = 20;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

    public Vocabulary {
        Require.text(name, "name");
        if (version != null) {
            Require.positive(version, "version");
        }
        concepts = Require.list(concepts, "concepts");
        if (concepts.isEmpty() || concepts.size() > MAX_CONCEPTS) {
            throw new IllegalArgumentException(
                    "concepts must be 1 to " + MAX_CONCEPTS + ", were " + concepts.size());
        }
        requireHierarchy(concepts);
        requireUnambiguous(concepts);
    }

    /** The same vocabulary as stored under this version. */
    public Vocabulary withVersion(int stored) {
        return new Vocabulary(name, stored, concepts);
    }

    /** The concept with this id. */
    public Optional<Concept> find(String id) {
        return concepts.stream().filter(concept -> concept.id().equals(id)).findFirst();
    }

    /**
     * One meaning, whatever it is called.
     *
     * @param id unique within the vocabulary; a URI where the concept has one
     * @param prefLabel the label to show, by language (BCP 47); at least one
     * @param altLabel other labels that mean the same, by language
     * @param broader the id of a wider concept in the same vocabulary, never leading back to this
     *     one
     */
    public record Concept(
            String id,
            Map<String, String> prefLabel,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<String>> altLabel,
            @Nullable String broader) {
        public Concept {
            Require.text(id, "concept.id");
            prefLabel = Require.map(prefLabel, "concept.prefLabel");
            if (prefLabel.isEmpty()) {
                throw new IllegalArgumentException(
                        "concept.prefLabel must have a label in at least one language");
            }
            prefLabel.forEach((language, label) -> {
                requireLanguage(language, "concept.prefLabel");
                requireLabel(label, "concept.prefLabel." + language);
            });
            altLabel = copy(Require.map(altLabel, "concept.altLabel"));
        }

        private static Map<String, List<String>> copy(Map<String, List<String>> labels) {
            var copy = new LinkedHashMap<String, List<String>>();
            labels.forEach((language, alternatives) -> {
                String field = "concept.altLabel." + language;
                requireLanguage(language, "concept.altLabel");
                copy.put(language, Require.list(alternatives, field));
                if (alternatives.size() > MAX_ALTERNATIVES) {
                    throw new IllegalArgumentException(
                            field + " must have at most " + MAX_ALTERNATIVES + " labels");
                }
                alternatives.forEach(label -> requireLabel(label, field));
            });
            return Require.map(copy, "concept.altLabel");
        }
    }

    private static void requireLanguage(String language, String field) {
        if (!LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException(
                    field + " must be keyed by BCP 47 languages, was '" + language + "'");
        }
    }

    private static void requireLabel(String label, String field) {
        Require.text(label, field);
        if (label.codePointCount(0, label.length()) > MAX_LABEL) {
            throw new IllegalArgumentException(
                    field + " must have at most " + MAX_LABEL + " characters");
        }
    }

    private static void requireHierarchy(List<Concept> concepts) {
        var byId = new HashMap<String, Concept>();
        for (Concept concept : concepts) {
            if (byId.put(concept.id(), concept) != null) {
                throw new IllegalArgumentException(
                        "concepts must have unique ids, '" + concept.id() + "' is there twice");
            }
        }
        concepts.forEach(concept -> requireWayUp(byId, concept));
    }

    private static void requireWayUp(Map<String, Concept> byId, Concept concept) {
        Set<String> way = new HashSet<>(Set.of(concept.id()));
        String up = concept.broader();
        while (up != null) {
            Concept wider = byId.get(up);
            if (wider == null || !way.add(up)) {
                throw new IllegalArgumentException(
                        "concept.broader of '"
                                + concept.id()
                                + "' must lead to other concepts of the vocabulary and not back,"
                                + " was '"
                                + concept.broader()
                                + "'");
            }
            up = wider.broader();
        }
    }

    /** A label that means two things could not be told to belong to either. */
    private static void requireUnambiguous(List<Concept> concepts) {
        var owners = new HashMap<String, String>();
        for (Concept concept : concepts) {
            concept.prefLabel()
                    .forEach((language, label) -> claim(owners, concept, language, label));
            concept.altLabel()
                    .forEach((language, labels) ->
                            labels.forEach(label -> claim(owners, concept, language, label)));
        }
    }

    private static void claim(
            Map<String, String> owners, Concept concept, String language, String label) {
        String key = (language + "/" + label.strip()).toLowerCase(Locale.ROOT);
        String owner = owners.putIfAbsent(key, concept.id());
        if (owner != null && !owner.equals(concept.id())) {
            throw new IllegalArgumentException(
                    "concepts must not share a label: '"
                            + label
                            + "' ("
                            + language
                            + ") is of '"
                            + owner
                            + "' and of '"
                            + concept.id()
                            + "'");
        }
    }
}
