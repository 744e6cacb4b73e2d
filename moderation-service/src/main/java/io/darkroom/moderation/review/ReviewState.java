package io.darkroom.moderation.review;

/** The states of an item as the API shows them. CLAIMED is PENDING under a lease that runs. */
public enum ReviewState {
    PENDING,
    CLAIMED,
    DECIDED,
    SUPERSEDED
}
