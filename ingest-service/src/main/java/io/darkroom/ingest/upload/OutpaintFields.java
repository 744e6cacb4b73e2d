package io.darkroom.ingest.upload;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Margins;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.UploadRequest.Background;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.contracts.instruction.InstructionRules;
import io.darkroom.contracts.instruction.Judgement;
import io.darkroom.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of an upload request that says what may be invented. */
final class OutpaintFields {
    private static final int LEAST_POINTS = 3;

    private final Fields fields;

    private final InstructionRules rules;

    private OutpaintFields(Fields fields, InstructionRules rules) {
        this.fields = fields;
        this.rules = rules;
    }

    static @Nullable OutpaintRequest read(@Nullable Fields fields, InstructionRules rules) {
        return fields == null ? null : new OutpaintFields(fields, rules).read();
    }

    private @Nullable OutpaintRequest read() {
        Ratio ratio = ratio();
        Margins margins = margins();
        String instruction = instruction();
        List<String> avoid = avoid();
        Long seed = fields.count("seed", OutpaintRequest.MOST_SEED);
        Background background = background();
        boolean extent = requireOneExtent();
        fields.refuseOthers();
        // A field that is wrong counts as absent; the error that it left ends the request.
        boolean readable = extent && (ratio != null || margins != null || background != null);
        return instruction == null || !readable
                ? null
                : new OutpaintRequest(ratio, instruction, margins, avoid, seed, background);
    }

    private boolean requireOneExtent() {
        if (fields.has("aspectRatio") && fields.has("margins")) {
            fields.wrong(
                    ProblemType.REQUEST_CONTRADICTORY,
                    "margins",
                    "is given beside 'aspectRatio'; leave one of them out");
            return false;
        }
        if (!fields.has("aspectRatio") && !fields.has("margins") && !fields.has("background")) {
            fields.wrong(
                    ProblemType.RATIO_INVALID,
                    "aspectRatio",
                    "is missing; W:H, such as 16:9, or give 'margins' instead");
            return false;
        }
        return true;
    }

    private @Nullable Ratio ratio() {
        String text = fields.text("aspectRatio", RequestParser.NAME_LENGTH);
        return text == null
                ? null
                : RequestParser.ratio(fields, text, fields.at("aspectRatio")).orElse(null);
    }

    private @Nullable Margins margins() {
        Fields sides = fields.object("margins");
        if (sides == null) {
            return null;
        }
        double top = side(sides, "top");
        double right = side(sides, "right");
        double bottom = side(sides, "bottom");
        double left = side(sides, "left");
        sides.refuseOthers();
        if (top + right + bottom + left == 0) {
            fields.wrong(
                    ProblemType.FIELD_INVALID,
                    "margins",
                    "must add something on one side: a fraction of the picture's own width or"
                            + " height, such as {\"left\": 0.25}");
            return null;
        }
        return new Margins(top, right, bottom, left);
    }

    private static double side(Fields sides, String name) {
        Double value = sides.number(name, 0, Margins.MOST, ProblemType.FIELD_INVALID);
        return value == null ? 0 : value;
    }

    private @Nullable String instruction() {
        JsonNode given = fields.node("instruction");
        if (given.isTextual() && !given.textValue().isBlank()) {
            String text = fields.text("instruction", RequestParser.TEXT_LENGTH);
            // What a person is to decide about is found again by the stage, which reports it.
            if (text != null && rules.judge(text) instanceof Judgement.Refused(String detail)) {
                fields.wrong(ProblemType.INSTRUCTION_REFUSED, "instruction", detail);
            }
            return text;
        }
        fields.wrong(
                ProblemType.OUTPAINT_INSTRUCTION_MISSING,
                "instruction",
                "Say what may be invented around the picture; without it nothing is");
        return null;
    }

    private @Nullable List<String> avoid() {
        return fields.list(
                "avoid",
                OutpaintRequest.MOST_AVOIDED,
                ProblemType.FIELD_INVALID,
                (text, at) -> {
                    if (!text.isBlank() && text.length() <= RequestParser.NAME_LENGTH) {
                        return Optional.of(text);
                    }
                    fields.wrongAt(
                            ProblemType.FIELD_INVALID,
                            at,
                            "must have 1 to %d characters".formatted(RequestParser.NAME_LENGTH));
                    return Optional.empty();
                });
    }

    private @Nullable Background background() {
        Fields background = fields.object("background");
        if (background == null) {
            return null;
        }
        List<Point> subject = outline(background);
        background.refuseOthers();
        return new Background(subject);
    }

    private @Nullable List<Point> outline(Fields background) {
        JsonNode given = background.node("subject");
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        if (!given.isArray()
                || given.size() < LEAST_POINTS
                || given.size() > Background.MOST_POINTS) {
            background.wrong(
                    ProblemType.FIELD_INVALID,
                    "subject",
                    "must be an outline of %d to %d points, each with x and y as fractions"
                            .formatted(LEAST_POINTS, Background.MOST_POINTS));
            return null;
        }
        var points = new ArrayList<Point>();
        for (int i = 0; i < given.size(); i++) {
            Optional<Point> point = point(given.get(i));
            if (point.isEmpty()) {
                background.wrongAt(
                        ProblemType.FIELD_INVALID,
                        background.at("subject") + "/" + i,
                        "must have x and y, each a fraction from 0 to 1");
                return null;
            }
            points.add(point.get());
        }
        return points;
    }

    private static Optional<Point> point(JsonNode node) {
        double x = node.path("x").asDouble(-1);
        double y = node.path("y").asDouble(-1);
        boolean numbers = node.path("x").isNumber() && node.path("y").isNumber();
        return numbers && x >= 0 && x <= 1 && y >= 0 && y <= 1 && node.size() == 2
                ? Optional.of(new Point(x, y))
                : Optional.empty();
    }
}
