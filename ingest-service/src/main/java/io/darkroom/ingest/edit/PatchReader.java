package io.darkroom.ingest.edit;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.FocalPoint;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Tag;
import io.darkroom.ingest.asset.TagChoices;
import io.darkroom.ingest.upload.Fields;
import io.darkroom.ingest.upload.LanguageTag;
import io.darkroom.ingest.upload.RequestErrors;
import io.darkroom.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a patch. Who wrote a value is never read from it: a new value is the sender's
 * own, one that is there already keeps its source.
 */
final class PatchReader {
    private static final int MOST = 100;
    private static final int LONG_TEXT = 4_000;
    private static final int LABEL = 100;

    private final RequestErrors errors;
    private final Source by;

    PatchReader(RequestErrors errors, Source by) {
        this.errors = errors;
        this.by = by;
    }

    /** The captions that differ from those that are there. */
    List<Caption> captions(JsonNode list, List<Caption> present) {
        var languages = new HashSet<String>();
        return items(
                list,
                "/captions",
                fields -> {
                    var caption = caption(fields);
                    if (caption.isPresent()
                            && !languages.add(caption.get().language().toLowerCase(Locale.ROOT))) {
                        fields.wrong(
                                ProblemType.FIELD_INVALID, "language", "is there more than once");
                    }
                    return caption.filter(given -> present.stream().noneMatch(same(given)));
                });
    }

    private static Predicate<Caption> same(Caption given) {
        return there ->
                there.language().equalsIgnoreCase(given.language())
                        && there.alt().equals(given.alt())
                        && Objects.equals(there.longDescription(), given.longDescription());
    }

    private Optional<Caption> caption(Fields fields) {
        // What a record shows beside the text, and nobody but the writer of the text can say.
        List.of("source", "confidence", "cost", "durationMs", "review").forEach(fields::node);
        String language = language(fields);
        boolean decorative = Boolean.TRUE.equals(fields.flag("decorative"));
        JsonNode alt = fields.node("alt");
        String longDescription = fields.text("longDescription", LONG_TEXT);
        fields.refuseOthers();
        if (!alt.isTextual() && !(decorative && (alt.isMissingNode() || alt.isNull()))) {
            fields.wrong(ProblemType.FIELD_INVALID, "alt", "must be a text");
            return Optional.empty();
        }
        if (language == null) {
            return Optional.empty();
        }
        try {
            String text = alt.isTextual() ? alt.textValue().strip() : "";
            return Optional.of(new Caption(language, text, longDescription, decorative, by));
        } catch (IllegalArgumentException e) {
            fields.wrong(ProblemType.FIELD_INVALID, "alt", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The tags of the list, those that are there already as they are. */
    List<Tag> tags(JsonNode list, List<Tag> present) {
        var names = new HashSet<TagChoices.Name>();
        return items(
                list,
                "/tags",
                fields ->
                        tag(fields)
                                .filter(tag -> names.add(TagChoices.Name.of(tag)))
                                .map(tag ->
                                        present.stream()
                                                .filter(there ->
                                                        TagChoices.Name.of(there)
                                                                .equals(TagChoices.Name.of(tag)))
                                                .findFirst()
                                                .orElse(tag)));
    }

    private Optional<Tag> tag(Fields fields) {
        fields.node("source");
        String label = fields.text("label", LABEL);
        String language = fields.has("language") ? language(fields) : "en";
        Double confidence = fields.number("confidence", 0, 1, ProblemType.FIELD_INVALID);
        if (!fields.has("label")) {
            fields.wrong(ProblemType.FIELD_INVALID, "label", "is missing");
        }
        fields.node("language");
        fields.refuseOthers();
        return label == null || language == null
                ? Optional.empty()
                : Optional.of(
                        new Tag(label.strip(), language, confidence == null ? 1 : confidence, by));
    }

    /** The point, of which the patch may name one coordinate only; absent where it is wrong. */
    @Nullable FocalPoint focalPoint(JsonNode json, @Nullable FocalPoint present) {
        if (!json.isObject()) {
            errors.add(ProblemType.FOCAL_POINT_INVALID, "/focalPoint", "must be an object");
            return null;
        }
        var fields = new Fields(json, "/focalPoint", errors);
        fields.node("source");
        Double x = coordinate(fields, "x", present == null ? null : present.x());
        Double y = coordinate(fields, "y", present == null ? null : present.y());
        fields.refuseOthers();
        if (x == null || y == null) {
            return null;
        }
        return present != null && present.x() == x && present.y() == y
                ? present
                : new FocalPoint(x, y, by);
    }

    private static @Nullable Double coordinate(
            Fields fields, String name, @Nullable Double present) {
        if (fields.has(name)) {
            return fields.number(name, 0, 1, ProblemType.FOCAL_POINT_INVALID);
        }
        fields.node(name);
        if (present == null) {
            fields.wrong(
                    ProblemType.FOCAL_POINT_INVALID, name, "is missing; a fraction from 0 to 1");
        }
        return present;
    }

    private static @Nullable String language(Fields fields) {
        String language = fields.text("language", LABEL);
        if (language == null && !fields.has("language")) {
            fields.wrong(ProblemType.LANGUAGE_INVALID, "language", "is missing");
        }
        if (language != null && !LanguageTag.isWellFormed(language)) {
            fields.wrong(
                    ProblemType.LANGUAGE_INVALID,
                    "language",
                    "'%s' is not a well-formed language tag (BCP 47)".formatted(language));
            return null;
        }
        return language;
    }

    private <T> List<T> items(JsonNode list, String pointer, Function<Fields, Optional<T>> read) {
        if (!list.isArray() || list.size() > MOST) {
            errors.add(
                    ProblemType.FIELD_INVALID,
                    pointer,
                    "must be a list of at most %d items".formatted(MOST));
            return List.of();
        }
        var items = new ArrayList<T>();
        for (int i = 0; i < list.size(); i++) {
            String at = pointer + "/" + i;
            if (list.get(i).isObject()) {
                read.apply(new Fields(list.get(i), at, errors)).ifPresent(items::add);
            } else {
                errors.add(ProblemType.FIELD_INVALID, at, "must be an object");
            }
        }
        return items;
    }
}
