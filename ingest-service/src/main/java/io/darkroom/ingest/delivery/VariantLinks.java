package io.darkroom.ingest.delivery;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.ObjectRef;
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
import java.util.OptionalInt;

/** Gives out links to files, to those who may have them. */
@ApplicationScoped
class VariantLinks {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final AssetReader reader;
    private final Renditions renditions;
    private final ObjectStore store;

    VariantLinks(AssetReader reader, Renditions renditions, ObjectStore store) {
        this.reader = reader;
        this.renditions = renditions;
        this.store = store;
    }

    /**
     * A link to a file.
     *
     * @param hash names the bytes that the link leads to
     * @param published whether everybody may have them
     */
    record Given(VariantLink link, String hash, boolean published) {}

    /**
     * A link to the file of this name, or to the original.
     *
     * @param width in pixels that is wanted; never more than the file has
     * @throws ProblemException (as failure) {@code asset-not-found} where the viewer may not know
     *     of the asset, {@code asset-not-published} where it may, but not have its bytes, {@code
     *     variant-not-found} where there is no such file
     */
    Uni<Given> link(String assetId, String name, OptionalInt width, Viewer viewer) {
        return reader.find(assetId, viewer)
                // The store's client may block, and so may making the file.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> give(rows, allowed(rows, name, viewer), width));
    }

    /** A link for everybody, or for whoever was allowed to have it. Blocks. */
    Given give(AssetRows rows, DeliverableFile file, OptionalInt width) {
        Rendition rendition = renditions.plan(rows, file, width.orElse(file.width()));
        ObjectRef object = renditions.ensure(rendition);
        var expiresAt = Instant.now().plus(LIFETIME);
        return new Given(
                new VariantLink(store.presignGet(object, LIFETIME, null), expiresAt),
                rendition.hash(),
                rows.asset().state().name() == Asset.State.PUBLISHED && !file.withheld());
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

    private static ProblemException refused(String detail) {
        return ProblemType.ASSET_NOT_PUBLISHED.exception(detail);
    }

    private static ProblemException missing(AssetRows rows, String name) {
        return ProblemType.VARIANT_NOT_FOUND.exception(
                "Asset " + rows.asset().id() + " has no variant '" + name + "'");
    }
}
