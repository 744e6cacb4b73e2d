package io.darkroom.captioning.vision;

import io.darkroom.captioning.autotag.TagEngine;
import io.darkroom.captioning.caption.CaptionEngine;
import io.darkroom.captioning.model.ModelConfig;
import io.darkroom.captioning.model.ShownPicture;
import io.darkroom.stage.StageInput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.util.Locale;

/** The configured multimodal model as the engine of both stages. */
@ApplicationScoped
@Typed(VisionEngine.class)
public class VisionEngine implements CaptionEngine, TagEngine {
    /** For each question that is out, so many pictures are made ready behind it... */
    private static final int AHEAD = 2;

    /** ...and no more than this many in all. */
    private static final int MOST_AHEAD = 128;

    private final CaptionWriter captions;
    private final TagFinder tags;
    private final ModelConfig config;

    VisionEngine(CaptionWriter captions, TagFinder tags, ModelConfig config) {
        this.captions = captions;
        this.tags = tags;
        this.config = config;
    }

    @Override
    public String name() {
        return config.provider().id();
    }

    /** Both prompts', so that neither stage needs to know of the other. */
    @Override
    public String version() {
        return "%s, prompts caption %s and tags %s, %d px"
                .formatted(
                        config.name().orElse(""),
                        captions.promptVersion(),
                        tags.promptVersion(),
                        config.image().longSide());
    }

    /** Models write what people do, some better than others: the check of the language tells. */
    @Override
    public boolean writes(String language) {
        Locale locale = Locale.forLanguageTag(language);
        String code = locale.getLanguage();
        return !code.isEmpty() && !locale.getDisplayLanguage(Locale.ENGLISH).equals(code);
    }

    @Override
    public CaptionEngine.Answer write(StageInput picture, CaptionEngine.Question question) {
        return captions.write(new ShownPicture(picture), question);
    }

    @Override
    public TagEngine.Answer label(StageInput picture, TagEngine.Question question) {
        return tags.label(new ShownPicture(picture), question);
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    /**
     * A model that answers finds the next picture ready, fetched and made smaller; and it finds one
     * also while some partitions hold less than others, of which each place reads one
     * (docs/adr/0050).
     */
    @Override
    public int inFlight() {
        return config.inFlight() + Math.min(AHEAD * config.inFlight(), MOST_AHEAD);
    }
}
