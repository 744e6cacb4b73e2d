package io.darkroom.ingest.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.CaptionRequest;
import io.darkroom.contracts.UploadRequest.Dedupe;
import io.darkroom.contracts.UploadRequest.Moderation;
import io.darkroom.contracts.UploadRequest.OnStageFailure;
import io.darkroom.contracts.UploadRequest.TagRequest;
import io.darkroom.service.problem.ProblemType;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an upload request: every error at once, or the effective request with every default. */
final class RequestParser {
    static final int NAME_LENGTH = 255;
    static final int TEXT_LENGTH = 4_000;
    private static final int MOST_TAGS = 100;

    private final RequestLimits limits;

    RequestParser(RequestLimits limits) {
        this.limits = limits;
    }

    /**
     * The effective request.
     *
     * @throws io.darkroom.service.problem.ProblemException 422 with everything that is wrong
     */
    UploadRequest parse(JsonNode json) {
        var errors = new RequestErrors();
        StorableText.check(json, errors);
        if (!json.isObject()) {
            errors.add(ProblemType.FIELD_INVALID, "", "The request must be a JSON object");
            errors.throwIfAny();
        }
        var fields = new Fields(json, "", errors);
        UploadRequest asked = read(fields);
        EffectiveRequest.check(asked, fields);
        fields.refuseOthers();
        errors.throwIfAny();
        return EffectiveRequest.of(asked);
    }

    private UploadRequest read(Fields fields) {
        return new UploadRequest(
                fields.text("externalId", NAME_LENGTH),
                fields.flag("externalIdUnique"),
                preset(fields),
                fields.list(
                        "stages", 64, ProblemType.FIELD_INVALID, (id, at) -> stage(fields, id, at)),
                caption(fields.object("caption")),
                tags(fields.object("tags")),
                fields.list(
                        "crops",
                        limits.ratios(),
                        ProblemType.RATIO_INVALID,
                        (text, at) -> ratio(fields, text, at)),
                focalPoint(fields),
                RenditionsParser.read(fields.object("renditions")),
                OutpaintFields.read(fields.object("outpaint")),
                fields.choice("moderation", Moderation.values(), Moderation::json),
                dedupe(fields),
                fields.choice("onStageFailure", OnStageFailure.values(), OnStageFailure::json),
                metadata(fields));
    }

    private static @Nullable String preset(Fields fields) {
        String name = fields.text("preset", NAME_LENGTH);
        if (name != null) {
            fields.wrong(ProblemType.PRESET_UNKNOWN, "preset", "There is no preset '" + name + "'");
        }
        return name;
    }

    private static Optional<Stage> stage(Fields fields, String id, String at) {
        var stage = Stage.find(id);
        if (stage.isEmpty()) {
            fields.wrongAt(
                    ProblemType.STAGE_UNKNOWN,
                    at,
                    "'%s' is no stage; stages are caption, auto-tag, smart-crop and outpaint"
                            .formatted(id));
        }
        return stage;
    }

    private @Nullable CaptionRequest caption(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        var caption =
                new CaptionRequest(
                        fields.list(
                                "languages",
                                limits.languages(),
                                ProblemType.LANGUAGE_INVALID,
                                (tag, at) -> language(fields, tag, at)),
                        fields.text("purpose", TEXT_LENGTH));
        fields.refuseOthers();
        return caption;
    }

    /** Well-formed by RFC 5646, section 2.1; whether anybody can write it shows in the stage. */
    private static Optional<String> language(Fields fields, String tag, String at) {
        try {
            if (!tag.isBlank()) {
                var _ = new Locale.Builder().setLanguageTag(tag).build();
                return Optional.of(tag);
            }
        } catch (IllformedLocaleException e) {
            // Reported below, as a blank one is.
        }
        fields.wrongAt(
                ProblemType.LANGUAGE_INVALID,
                at,
                "'%s' is not a well-formed language tag (BCP 47), such as en or pt-BR"
                        .formatted(tag));
        return Optional.empty();
    }

    private static @Nullable TagRequest tags(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        String vocabulary = fields.text("vocabulary", NAME_LENGTH);
        if (vocabulary != null) {
            fields.wrong(
                    ProblemType.VOCABULARY_UNKNOWN,
                    "vocabulary",
                    "There is no vocabulary '" + vocabulary + "'");
        }
        var tags =
                new TagRequest(
                        vocabulary,
                        fields.number("minConfidence", 0, 1, ProblemType.FIELD_INVALID),
                        fields.count("max", 1, MOST_TAGS));
        fields.refuseOthers();
        return tags;
    }

    static Optional<Ratio> ratio(Fields fields, String text, String at) {
        try {
            return Optional.of(new Ratio(text));
        } catch (IllegalArgumentException e) {
            fields.wrongAt(ProblemType.RATIO_INVALID, at, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static @Nullable Point focalPoint(Fields parent) {
        var fields = parent.object("focalPoint", ProblemType.FOCAL_POINT_INVALID);
        if (fields == null) {
            return null;
        }
        Double x = coordinate(fields, "x");
        Double y = coordinate(fields, "y");
        fields.refuseOthers();
        return x == null || y == null ? null : new Point(x, y);
    }

    private static @Nullable Double coordinate(Fields fields, String name) {
        if (!fields.has(name)) {
            fields.wrong(
                    ProblemType.FOCAL_POINT_INVALID, name, "is missing; a fraction from 0 to 1");
        }
        return fields.number(name, 0, 1, ProblemType.FOCAL_POINT_INVALID);
    }

    private static @Nullable Dedupe dedupe(Fields fields) {
        var dedupe = fields.choice("dedupe", Dedupe.values(), Dedupe::json);
        if (dedupe == Dedupe.REUSE) {
            fields.wrong(
                    ProblemType.FIELD_INVALID,
                    "dedupe",
                    "'reuse' is not available here yet; use 'none' or 'warn'");
        }
        return dedupe;
    }

    private @Nullable Map<String, JsonNode> metadata(Fields fields) {
        if (fields.object("metadata") == null) {
            return null;
        }
        JsonNode node = fields.node("metadata");
        int size = size(node);
        if (size > limits.metadataBytes()) {
            fields.wrong(
                    ProblemType.METADATA_TOO_LARGE,
                    "metadata",
                    "has %d bytes as JSON; at most %d are taken"
                            .formatted(size, limits.metadataBytes()));
        }
        return Json.mapper().convertValue(node, new TypeReference<Map<String, JsonNode>>() {});
    }

    private static int size(JsonNode node) {
        try {
            return Json.mapper().writeValueAsBytes(node).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read as JSON cannot be written as JSON", e);
        }
    }
}
