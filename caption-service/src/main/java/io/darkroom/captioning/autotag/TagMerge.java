package io.darkroom.captioning.autotag;

import io.darkroom.contracts.Tag;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** Makes one list of labels from several sources. */
final class TagMerge {
    private static final Comparator<Tag> SUREST_FIRST =
            Comparator.comparingDouble(Tag::confidence).reversed().thenComparing(Tag::label);

    private TagMerge() {}

    /**
     * Surest first and then by label, so that the order is stable; labels that mean the same to
     * people ({@link LabelFolding}) count once, for their first source.
     *
     * @param minConfidence 0 to 1; labels below are left out
     * @param max how many at most
     */
    static List<Tag> merge(List<Tag> tags, double minConfidence, int max) {
        var byMeaning = new LinkedHashMap<String, Tag>();
        for (Tag tag : tags) {
            byMeaning.putIfAbsent(LabelFolding.fold(tag.label(), tag.language()), tag);
        }
        return byMeaning.values().stream()
                .filter(tag -> tag.confidence() >= minConfidence)
                .sorted(SUREST_FIRST)
                .limit(max)
                .toList();
    }
}
