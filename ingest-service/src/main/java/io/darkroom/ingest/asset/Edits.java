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
 * @param tags in place of all the stage's tags; absent where nobody gave a list that is to stay as
 *     it is
 * @param choices single tags that a person accepted or rejected, on top of the others; absent where
 *     nobody did
 * @param focalPoint in place of the stage's; absent where nobody set one
 * @param withheld names of variants that only reviewers may see
 */
public record Edits(
        List<Caption> captions,
        @Nullable List<Tag> tags,
        @Nullable TagChoices choices,
        @Nullable FocalPoint focalPoint,
        Set<String> withheld) {
    /** Nobody changed anything. */
    public static final Edits NONE = new Edits(List.of(), null, null, null, Set.of());

    public Edits {
        captions = List.copyOf(captions);
        tags = tags == null ? null : List.copyOf(tags);
        withheld = Set.copyOf(withheld);
    }

    /** These captions in place of those there were in their languages. */
    public Edits withCaptions(List<Caption> newer) {
        return new Edits(over(captions, newer), tags, choices, focalPoint, withheld);
    }

    /** The stage's captions again. */
    public Edits withoutCaptions() {
        return new Edits(List.of(), tags, choices, focalPoint, withheld);
    }

    /** These tags in place of all others, of later runs too; where absent, as before. */
    public Edits withTags(@Nullable List<Tag> newer) {
        return newer == null ? this : new Edits(captions, newer, null, focalPoint, withheld);
    }

    /** These choices among the stage's tags; absent for none. */
    public Edits withChoices(@Nullable TagChoices newer) {
        return new Edits(captions, null, newer, focalPoint, withheld);
    }

    /** This focal point in place of the stage's; absent for the stage's own again. */
    public Edits withFocalPoint(@Nullable FocalPoint newer) {
        return new Edits(captions, tags, choices, newer, withheld);
    }

    public Edits withWithheld(Set<String> names) {
        return new Edits(captions, tags, choices, focalPoint, new TreeSet<>(names));
    }

    /** The tags that come of a stage's. */
    List<Tag> over(List<Tag> stages) {
        List<Tag> base = tags == null ? stages : tags;
        return choices == null ? base : choices.over(base);
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
