package io.darkroom.ingest.support;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Crop;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.FocalPoint;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageFinished;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What stages report, as the stand-ins of tests report it. */
public final class Reports {
    private static final Instant AT = Instant.parse("2026-11-23T06:00:00Z");
    private static final Source SOURCE = Source.builtIn(AT);

    private Reports() {}

    public static StageFinished succeeded(UUID asset, Stage stage) {
        return finished(asset, stage, 1, success(stage, List.of()));
    }

    public static StageFinished failed(UUID asset, Stage stage) {
        var error = Failure.of("stage-broke", "The stage broke", null);
        return finished(asset, stage, 1, new StageOutcome.Failed(error));
    }

    public static StageFinished finished(
            UUID asset, Stage stage, int generation, StageOutcome outcome) {
        return new StageFinished(asset, "default", stage, generation, 1, 12, outcome);
    }

    /** The stage's success; findings are for the guard of outpaint only. */
    public static StageOutcome.Succeeded success(Stage stage, List<Finding> findings) {
        return new StageOutcome.Succeeded(
                switch (stage) {
                    case CAPTION ->
                            new StageResult.Captioned(
                                    List.of(
                                            new Caption(
                                                    "en", "A blue table", null, false, SOURCE)));
                    case AUTO_TAG ->
                            new StageResult.Tagged(List.of(new Tag("Table", "en", 0.9, SOURCE)));
                    case SMART_CROP ->
                            new StageResult.Cropped(
                                    new FocalPoint(0.4, 0.5, SOURCE), List.of(crop()), null);
                    case OUTPAINT -> new StageResult.Extended(outpaint(findings));
                },
                stage == Stage.SMART_CROP ? List.of(variant("crop-1x1")) : List.of(),
                "built-in",
                null,
                null,
                List.of());
    }

    private static Crop crop() {
        return new Crop(
                new Ratio("1:1"),
                new Box(0, 0, 480, 480),
                new Point(0.4, 0.5),
                0.8,
                List.of(),
                List.of("crop-1x1"));
    }

    private static Outpaint outpaint(List<Finding> findings) {
        return new Outpaint(
                new Ratio("16:9"), "more wall", "built-in", "mirror", findings, null, List.of());
    }

    private static StoredVariant variant(String name) {
        return new StoredVariant(
                name, new ObjectRef("darkroom-variants", name), "image/jpeg", 480, 480, 9, false);
    }
}
