package io.darkroom.ingest.asset;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lists find an asset by.
 *
 * @param labels of its tags, in lower case
 * @param words of its captions and tags
 */
record AssetWords(List<String> labels, String words) {
    static AssetWords of(Asset asset) {
        var labels =
                asset.tags().stream()
                        .map(tag -> tag.label().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
        var captions =
                asset.captions().stream()
                        .flatMap(caption -> Stream.of(caption.alt(), caption.longDescription()));
        var words =
                Stream.concat(captions, asset.tags().stream().map(Tag::label))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "));
        return new AssetWords(labels, words);
    }

    /**
     * Gives the asset the words by which a search finds it.
     *
     * @return whether the asset was found by others before
     */
    boolean writeTo(AssetEntity asset) {
        return asset.index(labels, words);
    }
}
