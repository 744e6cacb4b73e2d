package io.darkroom.ingest.sweep;

/**
 * Compares what is with what the records say, every few minutes or when an operator asks, and mends
 * the difference. Where another instance is at it, that one does.
 */
public interface Reconciler {
    /** What is compared, in a few words. */
    String compares();

    /**
     * Compares and mends. Blocks.
     *
     * @return false where nothing is configured that could be compared
     */
    boolean reconcileNow();
}
