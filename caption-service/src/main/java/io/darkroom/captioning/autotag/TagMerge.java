package io.darkroom.captioning.autotag;

import io.darkroom.contracts.Tag;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Makes one list of labels from several sources. */
final class TagMerge {
    private static final Comparator<Tag> SUREST_FIRST =
            Comparator.comparingDouble(Tag::confidence).reversed().thenComparing(Tag::label);

    private TagMerge() {}

    /**
     * Surest first and then by label, so that the order is stable; the same label in another case
     * counts once, for its first source.
     *
     * @param minConfidence 0 to 1; labels below are left out
     * @param max how many at most
     */
    static List<Tag> merge(List<Tag> tags, double minConfidence, int max) {
        var byLabel = new LinkedHashMap<String, Tag>();
        for (Tag tag : tags) {
            byLabel.putIfAbsent(tag.label().toLowerCase(Locale.ROOT), tag);
        }
        return byLabel.values().stream()
                .filter(tag -> tag.confidence() >= minConfidence)
                .sorted(SUREST_FIRST)
                .limit(max)
                .toList();
    }
}
