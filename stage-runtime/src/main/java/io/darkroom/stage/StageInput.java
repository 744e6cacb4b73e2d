package io.darkroom.stage;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.StoredVariant;

/** What a stage works on, and where it puts what it made. */
public interface StageInput {

    /** The event that asked for the work. */
    AssetUploaded asset();

    /**
     * The original's bytes, whose hash was compared with the event's. Not a copy: do not write into
     * it.
     *
     * @throws IllegalStateException if it was let go of
     */
    byte[] original();

    /**
     * The original is not needed any more: what it takes of the memory is free for the next one
     * while this run waits for somebody else. Does nothing where it was said before. Another try of
     * the same run has it again.
     */
    void letGo();

    /**
     * Hands in a file that the stage made. It is stored under the run's deterministic key once the
     * stage has ended well. Handed in again under the same name, it replaces itself.
     *
     * @param name unique within the asset, such as {@code crop-16x9}
     * @param width pixels
     * @param height pixels
     * @param generated whether some of its pixels were invented
     */
    StoredVariant store(
            String name,
            byte[] content,
            String contentType,
            int width,
            int height,
            boolean generated);

    /**
     * Hands in a file that serves those who review, such as a picture of how a result came about:
     * it never goes out. All else is as in {@link #store}.
     */
    StoredVariant storeForReviewers(
            String name, byte[] content, String contentType, int width, int height);
}
