package io.darkroom.ingest.upload;

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
import io.darkroom.contracts.instruction.InstructionRules;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an upload request: every error at once, or the effective request with every default. */
final class RequestParser {
    static final int NAME_LENGTH = 255;
    static final int TEXT_LENGTH = 4_000;
    private static final int MOST_TAGS = 100;

    private static final List<String> OF_ONE_UPLOAD =
            List.of("externalId", "externalIdUnique", "preset", "presetVersion");

    private final RequestLimits limits;
    private final InstructionRules instructions;

    /**
     * @param instructions by which some are refused before anything is stored
     */
    RequestParser(RequestLimits limits, InstructionRules instructions) {
        this.limits = limits;
        this.instructions = instructions;
    }

    /** The effective request of an upload that can name nothing, made by nobody in particular. */
    UploadRequest parse(JsonNode json) {
        return parse(json, KnownNames.NONE, false);
    }

    /**
     * The effective request.
     *
     * @param administrator whether the uploader may have a review skipped
     * @throws ProblemException 422 with everything that is wrong; 403 for what needs an
     *     administrator
     */
    UploadRequest parse(JsonNode json, KnownNames names, boolean administrator) {
        var errors = new RequestErrors();
        requireObject(json, "", errors);
        var preset = preset(new Fields(json, "", errors), names);
        JsonNode whole =
                preset.<JsonNode>map(p -> PresetMerge.over(p.request(), json)).orElse(json);
        var fields = new Fields(whole, "", errors);
        UploadRequest asked =
                read(fields, names, preset.map(KnownNames.PresetDefaults::version).orElse(null));
        EffectiveRequest.check(asked, fields);
        fields.refuseOthers();
        errors.throwIfAny();
        requireSkipAllowed(json, "/moderation", administrator);
        return EffectiveRequest.of(asked);
    }

    /**
     * Checks the defaults that a preset is to hold.
     *
     * @throws ProblemException as {@link #parse}; places are under {@code /request}
     */
    void checkDefaults(JsonNode json, KnownNames names, boolean administrator) {
        String place = "/request";
        var errors = new RequestErrors();
        requireObject(json, place, errors);
        var fields = new Fields(json, place, errors);
        OF_ONE_UPLOAD.stream()
                .filter(fields::has)
                .forEach(name ->
                        fields.wrong(
                                ProblemType.UNKNOWN_FIELD,
                                name,
                                "belongs to one upload, and not to a preset"));
        EffectiveRequest.check(read(fields, names, null), fields);
        fields.refuseOthers();
        errors.throwIfAny();
        requireSkipAllowed(json, place + "/moderation", administrator);
    }

    private static void requireObject(JsonNode json, String place, RequestErrors errors) {
        StorableText.check(json, place, errors);
        if (!json.isObject()) {
            errors.add(ProblemType.FIELD_INVALID, place, "The request must be a JSON object");
        }
        errors.throwIfAny();
    }

    /** Asked for by whom it is not allowed; what a preset holds, an administrator put there. */
    private static void requireSkipAllowed(JsonNode json, String place, boolean administrator) {
        if (!administrator && Moderation.SKIP.json().equals(json.path("moderation").textValue())) {
            String detail = "Only an administrator may ask for 'skip'";
            throw ProblemType.FORBIDDEN.exception(detail, Problem.Place.at(place, detail));
        }
    }

    private UploadRequest read(Fields fields, KnownNames names, @Nullable Integer presetVersion) {
        fields.node("presetVersion"); // known, and read before
        return new UploadRequest(
                fields.text("externalId", NAME_LENGTH),
                fields.flag("externalIdUnique"),
                fields.text("preset", NAME_LENGTH),
                presetVersion,
                fields.list(
                        "stages", 64, ProblemType.FIELD_INVALID, (id, at) -> stage(fields, id, at)),
                caption(fields.object("caption")),
                tags(fields.object("tags"), names),
                fields.list(
                        "crops",
                        limits.ratios(),
                        ProblemType.RATIO_INVALID,
                        (text, at) -> ratio(fields, text, at)),
                focalPoint(fields),
                RenditionsParser.read(fields.object("renditions")),
                OutpaintFields.read(fields.object("outpaint"), instructions),
                fields.choice("moderation", Moderation.values(), Moderation::json),
                fields.choice("dedupe", Dedupe.values(), Dedupe::json),
                fields.choice("onStageFailure", OnStageFailure.values(), OnStageFailure::json),
                metadata(fields));
    }

    /** The preset that the request names; one that is not there is reported. */
    private static Optional<KnownNames.PresetDefaults> preset(Fields fields, KnownNames names) {
        Integer version = fields.count("presetVersion", 1, Integer.MAX_VALUE);
        if (!fields.node("preset").isTextual()) {
            if (version != null) {
                fields.wrong(ProblemType.REQUEST_CONTRADICTORY, "presetVersion", "needs a preset");
            }
            return Optional.empty();
        }
        String name = fields.node("preset").textValue();
        var found = names.preset(name, version);
        if (found.isEmpty()) {
            fields.wrong(
                    ProblemType.PRESET_UNKNOWN,
                    "preset",
                    "There is no preset '" + name + "'" + ofVersion(version));
        }
        return found;
    }

    private static String ofVersion(@Nullable Integer version) {
        return version == null ? "" : " with the version " + version;
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

    /** Whether anybody can write it shows in the stage. */
    private static Optional<String> language(Fields fields, String tag, String at) {
        if (LanguageTag.isWellFormed(tag)) {
            return Optional.of(tag);
        }
        fields.wrongAt(
                ProblemType.LANGUAGE_INVALID,
                at,
                "'%s' is not a well-formed language tag (BCP 47), such as en or pt-BR"
                        .formatted(tag));
        return Optional.empty();
    }

    private static @Nullable TagRequest tags(@Nullable Fields fields, KnownNames names) {
        if (fields == null) {
            return null;
        }
        String vocabulary = fields.text("vocabulary", NAME_LENGTH);
        Integer version = fields.count("vocabularyVersion", 1, Integer.MAX_VALUE);
        var tags =
                new TagRequest(
                        vocabulary,
                        vocabulary == null ? null : version(fields, vocabulary, version, names),
                        fields.number("minConfidence", 0, 1, ProblemType.FIELD_INVALID),
                        fields.count("max", 1, MOST_TAGS));
        fields.refuseOthers();
        return tags;
    }

    private static @Nullable Integer version(
            Fields fields, String vocabulary, @Nullable Integer version, KnownNames names) {
        var found = names.vocabulary(vocabulary, version);
        if (found.isEmpty()) {
            fields.wrong(
                    ProblemType.VOCABULARY_UNKNOWN,
                    "vocabulary",
                    "There is no vocabulary '" + vocabulary + "'" + ofVersion(version));
        }
        return found.orElse(null);
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

    private @Nullable Map<String, JsonNode> metadata(Fields fields) {
        if (fields.object("metadata") == null) {
            return null;
        }
        JsonNode node = fields.node("metadata");
        int size = Json.size(node);
        if (size > limits.metadataBytes()) {
            fields.wrong(
                    ProblemType.METADATA_TOO_LARGE,
                    "metadata",
                    "has %d bytes as JSON; at most %d are taken"
                            .formatted(size, limits.metadataBytes()));
        }
        return Json.mapper().convertValue(node, new TypeReference<Map<String, JsonNode>>() {});
    }
}
