package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;

/** A past fact about one asset. Its record's key is the asset id. */
public sealed interface Event
        permits AssetUploaded,
                StageFinished,
                CanaryFinished,
                ReviewRequested,
                ReviewDecided,
                AssetEnriched,
                AssetWithdrawn {
    UUID assetId();

    /** The CloudEvents type: the simple name of the record. */
    @JsonIgnore
    default String type() {
        return "io.darkroom." + getClass().getSimpleName() + ".v1";
    }
}
