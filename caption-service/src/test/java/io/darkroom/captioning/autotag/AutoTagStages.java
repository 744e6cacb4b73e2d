package io.darkroom.captioning.autotag;

import io.darkroom.stage.StageWork;

/** The stage for tests of other packages. */
public final class AutoTagStages {
    private AutoTagStages() {}

    public static StageWork of(TagEngine engine) {
        return new AutoTagStage(engine);
    }
}
