package io.darkroom.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A published asset was taken back: whoever shows it stops. */
public record AssetWithdrawn(
        UUID assetId, String tenant, long revision, @Nullable String reason, Instant withdrawnAt)
        implements Event {
    public AssetWithdrawn {
        Require.present(assetId, "assetId");
        Require.text(tenant, "tenant");
        Require.notNegative(revision, "revision");
        Require.present(withdrawnAt, "withdrawnAt");
    }
}
