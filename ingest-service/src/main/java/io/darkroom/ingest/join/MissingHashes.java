package io.darkroom.ingest.join;

import java.util.UUID;

/** Hears of assets whose perceptual hash no stage will bring any more. */
public interface MissingHashes {
    /** The asset's original is to be hashed here. */
    void add(UUID asset);
}
