package io.darkroom.captioning.vision;

import io.darkroom.captioning.Inputs;
import io.darkroom.captioning.caption.CaptionStages;
import io.darkroom.captioning.model.Provider;
import io.darkroom.captioning.model.StandInModels;
import io.darkroom.captioning.model.TestModel;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.stage.KeptInput;
import java.util.List;

/** Runs of the caption stage with a model that a test stands in for. */
final class CaptionRuns {
    static final String ENGLISH = "{\"caption\": {\"languages\": [\"en\"]}}";
    static final String BOTH = "{\"caption\": {\"languages\": [\"en\", \"de\"]}}";

    private CaptionRuns() {}

    static TestModel model(StandInModels server) {
        return TestModel.of(server, Provider.OPENAI);
    }

    static StageOutcome run(TestModel model, String request) {
        return CaptionStages.of(TestVision.of(model)).run(input(request));
    }

    static KeptInput input(String request) {
        try {
            return Inputs.of(
                    Pictures.picture(), Json.mapper().readValue(request, UploadRequest.class));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<Caption> captions(StageOutcome outcome) {
        return ((StageResult.Captioned) ((StageOutcome.Succeeded) outcome).result()).captions();
    }

    static List<Finding> warnings(StageOutcome outcome) {
        return ((StageOutcome.Succeeded) outcome).warnings();
    }
}
