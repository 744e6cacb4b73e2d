package io.darkroom.captioning.vision;

import io.darkroom.captioning.model.ModelClient;
import io.darkroom.captioning.model.TestModel;

/** The engine without the service around it. */
public final class TestVision {
    /** Takes two seconds to load. */
    private static final LanguageCheck LANGUAGES = new LanguageCheck();

    private TestVision() {}

    public static VisionEngine of(TestModel model) {
        ModelClient client = model.client();
        var config = model.config();
        return new VisionEngine(
                new CaptionWriter(client, new DraftCheck(LANGUAGES, config), config),
                new TagFinder(client, config),
                config);
    }
}
