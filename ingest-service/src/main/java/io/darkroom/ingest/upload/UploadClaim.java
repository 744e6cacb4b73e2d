package io.darkroom.ingest.upload;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Has the database decide, in the transaction that begins an asset, whether the same upload became
 * one before. Two transactions that claim the same wait for each other, and one of them loses.
 */
@FunctionalInterface
public interface UploadClaim {
    /**
     * Writes the claim down.
     *
     * @return whether nobody had it; otherwise there will be no asset
     */
    Uni<Boolean> take(Mutiny.Session session, UUID assetId);
}
