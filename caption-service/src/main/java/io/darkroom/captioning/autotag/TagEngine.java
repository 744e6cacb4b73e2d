package io.darkroom.captioning.autotag;

import io.darkroom.contracts.Cost;
import io.darkroom.contracts.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds labels: a multimodal model, or the built-in engine. Safe for several threads. */
public interface TagEngine {

    /** The name that values carry, such as {@code built-in}. */
    String name();

    /** Changes whenever the same picture may get other labels. */
    String version();

    /**
     * The labels of a picture; none is an answer too.
     *
     * @param original the picture's bytes as uploaded
     * @throws io.darkroom.stage.StageException if it cannot, whether for the engine or for the
     *     picture
     */
    Answer label(byte[] original);

    /** The labels in any order, and what they cost. */
    record Answer(List<Tag> tags, @Nullable String model, @Nullable Cost cost) {}
}
