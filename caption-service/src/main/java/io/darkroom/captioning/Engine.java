package io.darkroom.captioning;

/** What writes captions or finds labels: a multimodal model, or the built-in engine. */
public interface Engine {

    /** The name that values carry, such as {@code built-in}. */
    String name();

    /**
     * Changes whenever the same question may get another answer: model, prompt version, wording.
     */
    String version();

    /** Whether it waits for somebody else's answer instead of computing itself. */
    default boolean isRemote() {
        return false;
    }

    /** Pictures in work at once, unless configured: 1 or more. */
    default int inFlight() {
        return Runtime.getRuntime().availableProcessors();
    }
}
