package io.darkroom.captioning.autotag;

import io.darkroom.captioning.Engine;
import io.darkroom.contracts.Cost;
import io.darkroom.contracts.Tag;
import io.darkroom.stage.StageInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds labels: a multimodal model, or the built-in engine. Safe for several threads. */
public interface TagEngine extends Engine {

    /**
     * The labels of a picture; none is an answer too.
     *
     * @param picture whose original may be let go of before it returns
     * @throws io.darkroom.stage.StageException if it cannot, whether for the engine or for the
     *     picture
     */
    Answer label(StageInput picture, Question question);

    /**
     * What is asked.
     *
     * @param tenant who asks, and pays
     * @param sha256 of the original, lower-case hex
     * @param language BCP 47, of labels that are the engine's own choice
     * @param choices the labels to choose from, where the list is closed; what an engine says
     *     beside it is left out
     * @param max how many labels at most
     */
    record Question(String tenant, String sha256, String language, List<String> choices, int max) {}

    /** The labels in any order, and what they cost. */
    record Answer(List<Tag> tags, @Nullable String model, @Nullable Cost cost) {}
}
