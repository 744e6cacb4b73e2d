package io.darkroom.ingest.asset;

import io.darkroom.contracts.Caption;
import io.darkroom.contracts.FocalPoint;
import io.darkroom.contracts.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What people changed in a record. Kept apart from what stages reported, so that no later run can
 * overwrite it.
 *
 * @param captions each in place of the stage's caption in its language
 * @param tags in place of all the stage's tags; absent where nobody changed them
 * @param focalPoint in place of the stage's; absent where nobody set one
 * @param withheld names of variants that only reviewers may see
 */
public record Edits(
        List<Caption> captions,
        @Nullable List<Tag> tags,
        @Nullable FocalPoint focalPoint,
        Set<String> withheld) {
    /** Nobody changed anything. */
    public static final Edits NONE = new Edits(List.of(), null, null, Set.of());

    public Edits {
        captions = List.copyOf(captions);
        tags = tags == null ? null : List.copyOf(tags);
        withheld = Set.copyOf(withheld);
    }

    /** These captions in place of those there were in their languages. */
    public Edits withCaptions(List<Caption> newer) {
        return new Edits(over(captions, newer), tags, focalPoint, withheld);
    }

    public Edits withTags(@Nullable List<Tag> newer) {
        return newer == null ? this : new Edits(captions, newer, focalPoint, withheld);
    }

    public Edits withWithheld(Set<String> names) {
        return new Edits(captions, tags, focalPoint, new TreeSet<>(names));
    }

    /** The captions, each replaced by the newer one in its language; other newer ones follow. */
    static List<Caption> over(List<Caption> captions, List<Caption> newer) {
        var merged = new ArrayList<>(captions);
        for (Caption caption : newer) {
            int at = indexOf(merged, caption.language());
            if (at < 0) {
                merged.add(caption);
            } else {
                merged.set(at, caption);
            }
        }
        return merged;
    }

    private static int indexOf(List<Caption> captions, String language) {
        for (int i = 0; i < captions.size(); i++) {
            if (captions.get(i).language().equalsIgnoreCase(language)) {
                return i;
            }
        }
        return -1;
    }
}
