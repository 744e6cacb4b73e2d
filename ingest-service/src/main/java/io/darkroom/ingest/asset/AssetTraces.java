package io.darkroom.ingest.asset;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a feature keeps of assets in rows of its own, which do not go with the asset's row by
 * themselves. Every bean of this type is asked when an asset is erased.
 */
public interface AssetTraces {
    /** Removes what is kept of the asset, in the transaction that erases it. */
    Uni<Void> forget(Mutiny.Session session, UUID asset);
}
