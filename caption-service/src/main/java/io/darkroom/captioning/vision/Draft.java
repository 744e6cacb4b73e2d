package io.darkroom.captioning.vision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One caption as a model wrote it.
 *
 * @param language as the model named it
 */
record Draft(
        String language,
        boolean decorative,
        String alt,
        String longDescription,
        List<String> personNames,
        Optional<Double> confidence) {

    static List<Draft> of(JsonNode answer) {
        return answer.path("captions").valueStream().map(Draft::one).toList();
    }

    private static Draft one(JsonNode node) {
        return new Draft(
                node.path("language").asText(),
                node.path("decorative").asBoolean(),
                node.path("alt").asText(),
                node.path("longDescription").asText(),
                node.path("personNames").valueStream().map(JsonNode::asText).toList(),
                node.has("confidence")
                        ? Optional.of(node.path("confidence").asDouble())
                        : Optional.empty());
    }

    /** The draft for a language: under its very tag, else the only one of its primary language. */
    static Optional<Draft> find(Collection<Draft> drafts, String language) {
        var exact =
                drafts.stream().filter(it -> it.language.equalsIgnoreCase(language)).findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        var near =
                drafts.stream()
                        .filter(it -> primary(it.language).equals(primary(language)))
                        .toList();
        return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
    }

    private static String primary(String language) {
        return Locale.forLanguageTag(language.replace('_', '-')).getLanguage();
    }
}
