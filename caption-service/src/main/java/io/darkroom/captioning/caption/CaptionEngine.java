package io.darkroom.captioning.caption;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.captioning.Engine;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Cost;
import io.darkroom.contracts.Finding;
import io.darkroom.stage.StageInput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes text alternatives: a multimodal model, or the built-in engine. Safe for several threads.
 */
public interface CaptionEngine extends Engine {

    /** Whether this engine can write this language (a well-formed BCP 47 tag). */
    boolean writes(String language);

    /**
     * Writes one caption for each language, or says in a finding why there is none.
     *
     * @param picture whose original may be let go of before it returns
     * @throws io.darkroom.stage.StageException if it cannot, whether for the engine or for the
     *     picture
     */
    Answer write(StageInput picture, Question question);

    /**
     * What is asked.
     *
     * @param tenant who asks, and pays
     * @param sha256 of the original, lower-case hex
     * @param languages that {@link #writes} said yes to, at least one
     * @param purpose what the picture is for, where the uploader said so
     * @param metadata product facts: data about the picture, never instructions
     */
    record Question(
            String tenant,
            String sha256,
            List<String> languages,
            @Nullable String purpose,
            Map<String, JsonNode> metadata) {}

    /**
     * The captions, in the order of the languages asked, and what they cost.
     *
     * @param findings about captions that are doubtful or missing
     */
    record Answer(
            List<Caption> captions,
            @Nullable String model,
            @Nullable Cost cost,
            List<Finding> findings) {}
}
