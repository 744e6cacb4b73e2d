package io.darkroom.ingest.asset;

import io.darkroom.contracts.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tags a person accepted and which they rejected. Both survive later runs; what a later run
 * finds beside them comes in as it is found.
 */
public record TagChoices(List<Tag> accepted, List<Name> rejected) {
    public TagChoices {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }

    /** What makes two tags the same: label and language, whatever their case. */
    public record Name(String label, String language) {
        public Name {
            label = label.strip().toLowerCase(Locale.ROOT);
            language = language.toLowerCase(Locale.ROOT);
        }

        public static Name of(Tag tag) {
            return new Name(tag.label(), tag.language());
        }
    }

    /**
     * The choices of a person who wants exactly this list.
     *
     * @param wanted the list
     * @param present every tag that the list could have had; those it leaves out are rejected
     */
    public static TagChoices of(List<Tag> wanted, Stream<Tag> present) {
        var names = names(wanted);
        return new TagChoices(
                wanted,
                present.map(Name::of).filter(name -> !names.contains(name)).distinct().toList());
    }

    /** These, keeping what was rejected before and is not accepted now. */
    public TagChoices and(@Nullable TagChoices earlier) {
        if (earlier == null) {
            return this;
        }
        var names = names(accepted);
        return new TagChoices(
                accepted,
                Stream.concat(rejected.stream(), earlier.rejected.stream())
                        .filter(name -> !names.contains(name))
                        .distinct()
                        .toList());
    }

    List<Tag> over(List<Tag> stages) {
        var settled = new HashSet<>(rejected);
        settled.addAll(names(accepted));
        var tags = new ArrayList<>(accepted);
        stages.stream().filter(tag -> !settled.contains(Name.of(tag))).forEach(tags::add);
        return tags;
    }

    private static Set<Name> names(List<Tag> tags) {
        return tags.stream().map(Name::of).collect(Collectors.toSet());
    }
}
