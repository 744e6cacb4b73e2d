package io.darkroom.ingest.query;

import io.darkroom.contracts.Asset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of assets, newest first.
 *
 * @param next the cursor of the next page; absent on the last one
 */
@Schema(description = "A page of assets, newest first.")
public record AssetPage(
        List<Asset> items,
        @Schema(description = "The cursor of the next page; absent on the last one.")
                @Nullable String next) {
    public AssetPage {
        items = List.copyOf(items);
    }
}
