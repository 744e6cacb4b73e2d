package io.darkroom.ingest.upload;

import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.CaptionRequest;
import io.darkroom.contracts.UploadRequest.Dedupe;
import io.darkroom.contracts.UploadRequest.Moderation;
import io.darkroom.contracts.UploadRequest.OnStageFailure;
import io.darkroom.service.problem.ProblemType;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request comes to once every default is filled in. */
final class EffectiveRequest {
    private static final Set<Stage> STAGES =
            Set.of(Stage.CAPTION, Stage.AUTO_TAG, Stage.SMART_CROP);
    private static final List<Ratio> CROPS =
            List.of(new Ratio("1:1"), new Ratio("16:9"), new Ratio("4:5"));
    private static final List<String> LANGUAGES = List.of("en");

    private EffectiveRequest() {}

    /** Reports what contradicts itself in what was asked. */
    static void check(UploadRequest asked, Fields fields) {
        if (Boolean.TRUE.equals(asked.externalIdUnique()) && asked.externalId() == null) {
            contradicts(fields, "externalIdUnique", "needs an externalId");
        }
        RenditionsParser.check(asked.renditions(), or(asked.crops(), CROPS).size(), fields);
        List<Stage> stages = asked.stages();
        if (stages == null) {
            return;
        }
        needs(fields, "caption", stages, Stage.CAPTION);
        needs(fields, "crops", stages, Stage.SMART_CROP);
        needs(fields, "renditions", stages, Stage.SMART_CROP);
        needs(fields, "outpaint", stages, Stage.OUTPAINT);
        if (stages.contains(Stage.OUTPAINT) && !fields.has("outpaint")) {
            fields.wrong(
                    ProblemType.OUTPAINT_INSTRUCTION_MISSING,
                    "outpaint",
                    "The stage outpaint runs only with an aspectRatio and an instruction");
        }
    }

    private static void needs(Fields fields, String field, List<Stage> stages, Stage stage) {
        if (fields.has(field) && !stages.contains(stage)) {
            contradicts(fields, field, "is given, but 'stages' leaves out " + stage);
        }
    }

    private static void contradicts(Fields fields, String field, String detail) {
        fields.wrong(ProblemType.REQUEST_CONTRADICTORY, field, detail);
    }

    /** The same request, with every default. */
    static UploadRequest of(UploadRequest asked) {
        Set<Stage> stages = stages(asked);
        return new UploadRequest(
                asked.externalId(),
                asked.externalIdUnique(),
                asked.preset(),
                asked.presetVersion(),
                List.copyOf(stages),
                stages.contains(Stage.CAPTION) ? caption(asked.caption()) : null,
                asked.tags(),
                stages.contains(Stage.SMART_CROP) ? or(asked.crops(), CROPS) : null,
                asked.focalPoint(),
                stages.contains(Stage.SMART_CROP) ? asked.renditions() : null,
                asked.outpaint(),
                or(asked.moderation(), Moderation.AUTO),
                or(asked.dedupe(), Dedupe.NONE),
                or(asked.onStageFailure(), OnStageFailure.PUBLISH),
                asked.metadata());
    }

    /** In the order in which records list them. */
    private static Set<Stage> stages(UploadRequest asked) {
        var stages = EnumSet.copyOf(or(asked.stages(), STAGES));
        if (asked.stages() == null && asked.outpaint() != null) {
            stages.add(Stage.OUTPAINT);
        }
        return stages;
    }

    private static CaptionRequest caption(@Nullable CaptionRequest asked) {
        return asked == null
                ? new CaptionRequest(LANGUAGES, null)
                : new CaptionRequest(or(asked.languages(), LANGUAGES), asked.purpose());
    }

    private static <T> T or(@Nullable T asked, T otherwise) {
        return Objects.requireNonNullElse(asked, otherwise);
    }
}
