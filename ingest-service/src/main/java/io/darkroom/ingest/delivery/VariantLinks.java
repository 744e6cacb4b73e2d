package io.darkroom.ingest.delivery;

import io.darkroom.contracts.Asset;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.query.AssetReader;
import io.darkroom.ingest.query.Viewer;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.storage.ObjectStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Gives out links to files, to those who may have them. */
@ApplicationScoped
class VariantLinks {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final AssetReader reader;
    private final ObjectStore store;

    VariantLinks(AssetReader reader, ObjectStore store) {
        this.reader = reader;
        this.store = store;
    }

    /**
     * A link to the file of this name, or to the original.
     *
     * @throws ProblemException (as failure) {@code asset-not-found} where the viewer may not know
     *     of the asset, {@code asset-not-published} where it may, but not have its bytes, {@code
     *     variant-not-found} where there is no such file
     */
    Uni<VariantLink> link(String assetId, String name, Viewer viewer) {
        return reader.find(assetId, viewer)
                .map(rows -> allowed(rows, name, viewer))
                // The store's client may block.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(this::sign);
    }

    private static DeliverableFile allowed(AssetRows rows, String name, Viewer viewer) {
        Asset.State state = rows.asset().state().name();
        if (!viewer.seesBytes(state, false)) {
            throw refused("The asset is " + state + "; its files go out once it is PUBLISHED");
        }
        var file = DeliverableFile.of(rows, name).orElseThrow(() -> missing(rows, name));
        if (viewer.seesBytes(state, file.withheld())) {
            return file;
        }
        // Who reads only what is published is not told that more was made.
        throw viewer.seesAllRecords()
                ? refused("The variant '" + name + "' is for reviewers only")
                : missing(rows, name);
    }

    private VariantLink sign(DeliverableFile file) {
        var expiresAt = Instant.now().plus(LIFETIME);
        return new VariantLink(store.presignGet(file.object(), LIFETIME, null), expiresAt);
    }

    private static ProblemException refused(String detail) {
        return ProblemType.ASSET_NOT_PUBLISHED.exception(detail);
    }

    private static ProblemException missing(AssetRows rows, String name) {
        return ProblemType.VARIANT_NOT_FOUND.exception(
                "Asset " + rows.asset().id() + " has no variant '" + name + "'");
    }
}
