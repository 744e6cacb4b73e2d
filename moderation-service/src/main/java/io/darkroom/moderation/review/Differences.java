package io.darkroom.moderation.review;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.ReviewRequested;
import io.darkroom.contracts.Tag;
import io.darkroom.contracts.Variant;
import io.darkroom.service.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What changed in an asset between two requests for a review. */
final class Differences {
    private Differences() {}

    /** The places of the record that differ, each with what changed, as a reviewer would say it. */
    static List<Problem.Place> between(ReviewRequested older, ReviewRequested newer) {
        var found = new ArrayList<Problem.Place>();
        Asset before = older.record();
        Asset after = newer.record();
        var captions = captions(before);
        var newCaptions = captions(after);
        newCaptions.forEach((language, alt) -> {
            if (!alt.equals(captions.remove(language))) {
                add(found, "captions/" + language, "the caption in " + language);
            }
        });
        captions.keySet()
                .forEach(language ->
                        add(found, "captions/" + language, "no caption in " + language));
        compare(found, labels(before), labels(after), "tags", "the tags");
        compare(found, before.crops(), after.crops(), "crops", "the crops");
        compare(found, before.focalPoint(), after.focalPoint(), "focalPoint", "the focal point");
        compare(found, before.outpaint(), after.outpaint(), "outpaint", "the outpaint");
        compare(found, names(before), names(after), "variants", "which variants there are");
        compare(found, codes(older), codes(newer), "review/reasons", "why a person is asked");
        return found;
    }

    private static void compare(
            List<Problem.Place> found,
            @org.jspecify.annotations.Nullable Object before,
            @org.jspecify.annotations.Nullable Object after,
            String place,
            String what) {
        if (!Objects.equals(before, after)) {
            add(found, place, what);
        }
    }

    private static void add(List<Problem.Place> found, String place, String what) {
        found.add(Problem.Place.at("/record/" + place, what + " changed"));
    }

    private static Map<String, String> captions(Asset asset) {
        var byLanguage = new LinkedHashMap<String, String>();
        for (Caption caption : asset.captions()) {
            byLanguage.put(caption.language(), caption.alt());
        }
        return byLanguage;
    }

    private static List<String> labels(Asset asset) {
        return asset.tags().stream().map(Tag::label).toList();
    }

    private static List<String> names(Asset asset) {
        return asset.variants().stream().map(Variant::name).toList();
    }

    private static Object codes(ReviewRequested requested) {
        return requested.reasons().stream().map(Finding::code).collect(Collectors.toSet());
    }
}
