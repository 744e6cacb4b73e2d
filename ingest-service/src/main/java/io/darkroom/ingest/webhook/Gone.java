package io.darkroom.ingest.webhook;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of messages about an asset that nobody may have any longer.
 *
 * @param externalId absent once the asset is erased
 * @param reason a sentence; absent once the asset is erased
 */
record Gone(UUID assetId, @Nullable String externalId, long revision, @Nullable String reason) {}
