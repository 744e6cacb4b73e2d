package io.darkroom.captioning.model;

import io.darkroom.stage.StageInput;
import org.jspecify.annotations.Nullable;

/**
 * A run's picture as the model gets to see it: made when a question is first sent, and kept for a
 * second one. The original, which is many times as large, is let go of then: it would fill the
 * memory while the model is waited for, for seconds, as many at once as questions are out.
 */
public final class ShownPicture {
    private final StageInput input;
    private byte @Nullable [] jpeg;

    /** Not to be shared by threads. */
    public ShownPicture(StageInput input) {
        this.input = input;
    }

    /**
     * @throws io.darkroom.stage.TerminalStageException if the picture cannot be decoded
     */
    byte[] jpeg(SentPicture pictures) throws InterruptedException {
        byte[] made = jpeg;
        if (made == null) {
            made = pictures.of(input.original());
            jpeg = made;
            input.letGo();
        }
        return made;
    }
}
