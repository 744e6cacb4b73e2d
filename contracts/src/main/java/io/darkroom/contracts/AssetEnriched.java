package io.darkroom.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** An asset is published. The data is the asset record itself. */
public record AssetEnriched(@JsonValue Asset asset) implements Event {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AssetEnriched {
        Require.present(asset, "asset");
    }

    @Override
    public UUID assetId() {
        return asset.id();
    }
}
