package io.darkroom.captioning.caption;

import io.darkroom.stage.StageWork;

/** The stage for tests of other packages. */
public final class CaptionStages {
    private CaptionStages() {}

    public static StageWork of(CaptionEngine engine) {
        return new CaptionStage(engine);
    }
}
