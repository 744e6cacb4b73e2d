package io.darkroom.ingest.sweep;

/**
 * Compares what is with what the records say, every few minutes or when an operator asks, and mends
 * the difference. Where another instance is at it, that one does.
 */
public interface Reconciler {
    /** How a comparison ended. */
    enum Result {
        /** All was compared. */
        DONE,
        /** Some of it was not, and is left to the next one; the log says what and why. */
        PARTLY,
        /** Somebody else is at it just now, and nothing was compared here. */
        UNDER_WAY,
        /** Nothing is configured that could be compared. */
        NOT_CONFIGURED
    }

    /** What is compared, in a few words. */
    String compares();

    /** Compares and mends. Blocks. */
    Result reconcileNow();
}
