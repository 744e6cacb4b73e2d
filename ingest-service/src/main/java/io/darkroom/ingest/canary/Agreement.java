package io.darkroom.ingest.canary;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Crop;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.Tag;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far two results of a stage say the same, from 0 to 1. It tells where to look, not which of
 * the two is right.
 */
final class Agreement {
    private Agreement() {}

    /**
     * Captions: the words that both use, of all words used, language by language. Tags: likewise
     * the labels. Crops: the area that both boxes share, of what either covers, ratio by ratio.
     * Extended pictures do not compare.
     *
     * @return absent where nothing compares
     */
    static OptionalDouble of(StageResult ours, StageResult theirs) {
        if (ours instanceof StageResult.Captioned(var mine)
                && theirs instanceof StageResult.Captioned(var other)) {
            return ofCaptions(mine, other);
        }
        if (ours instanceof StageResult.Tagged(var mine)
                && theirs instanceof StageResult.Tagged(var other)) {
            return OptionalDouble.of(shared(labels(mine), labels(other)));
        }
        if (ours instanceof StageResult.Cropped mine
                && theirs instanceof StageResult.Cropped other) {
            return ofCrops(mine.crops(), other.crops());
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble ofCaptions(List<Caption> ours, List<Caption> theirs) {
        Map<String, Caption> mine = first(ours, Caption::language);
        Map<String, Caption> other = first(theirs, Caption::language);
        return mean(
                union(mine.keySet(), other.keySet()).stream()
                        .map(language -> shared(words(mine, language), words(other, language))));
    }

    private static OptionalDouble ofCrops(List<Crop> ours, List<Crop> theirs) {
        Map<Ratio, Crop> mine = first(ours, Crop::ratio);
        Map<Ratio, Crop> other = first(theirs, Crop::ratio);
        return mean(
                union(mine.keySet(), other.keySet()).stream()
                        .map(ratio -> {
                            Crop left = mine.get(ratio);
                            Crop right = other.get(ratio);
                            return left == null || right == null
                                    ? 0.0
                                    : overlap(left.box(), right.box());
                        }));
    }

    private static Set<String> words(Map<String, Caption> captions, String language) {
        Caption caption = captions.get(language);
        return caption == null
                ? Set.of()
                : Stream.of(caption.alt().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toSet());
    }

    private static Set<String> labels(List<Tag> tags) {
        return tags.stream()
                .map(tag -> tag.language() + " " + tag.label().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Of two empty sets: all. */
    private static double shared(Set<String> left, Set<String> right) {
        Set<String> all = union(left, right);
        long both = left.stream().filter(right::contains).count();
        return all.isEmpty() ? 1 : both / (double) all.size();
    }

    private static double overlap(Box left, Box right) {
        double width = length(left.x(), left.width(), right.x(), right.width());
        double height = length(left.y(), left.height(), right.y(), right.height());
        double both = width * height;
        double area =
                (double) left.width() * left.height() + (double) right.width() * right.height();
        return both / (area - both);
    }

    private static double length(int from, int size, int otherFrom, int otherSize) {
        return Math.max(
                0, Math.min(from + size, otherFrom + otherSize) - Math.max(from, otherFrom));
    }

    private static OptionalDouble mean(Stream<Double> values) {
        return values.mapToDouble(Double::doubleValue).average();
    }

    private static <T> Set<T> union(Collection<T> left, Collection<T> right) {
        var all = new HashSet<>(left);
        all.addAll(right);
        return all;
    }

    private static <K, V> Map<K, V> first(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity(), (a, _) -> a));
    }
}
