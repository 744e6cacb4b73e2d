package io.darkroom.ingest.query;

import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Finds one asset for somebody who may know of it. */
@ApplicationScoped
public class AssetReader {
    private final Transactions transactions;
    private final AssetRepository assets;

    AssetReader(Transactions transactions, AssetRepository assets) {
        this.transactions = transactions;
        this.assets = assets;
    }

    /**
     * The rows of the asset.
     *
     * @param id as it stands in the path
     * @throws ProblemException (as failure) {@code asset-not-found} where there is none, where it
     *     is another tenant's, and where the viewer may not know of it: nobody can tell which
     */
    public Uni<AssetRows> find(String id, Viewer viewer) {
        return uuid(id).map(uuid -> transactions.read(session -> assets.find(session, uuid)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.filter(rows -> mayKnow(rows, viewer)))
                .map(found -> found.orElseThrow(() -> missing(id)));
    }

    /**
     * The asset as its tenant changes it.
     *
     * @throws ProblemException {@code asset-not-found} where there is none or it is another
     *     tenant's
     */
    public static AssetRows owned(Optional<AssetRows> found, UUID id, String tenant) {
        return found.filter(rows -> rows.asset().tenant().equals(tenant))
                .orElseThrow(() -> missing(id.toString()));
    }

    /**
     * The id in a path.
     *
     * @throws ProblemException {@code asset-not-found} where it is none
     */
    public static UUID id(String text) {
        return uuid(text).orElseThrow(() -> missing(text));
    }

    private static boolean mayKnow(AssetRows rows, Viewer viewer) {
        return rows.asset().tenant().equals(viewer.tenant())
                && viewer.seesRecord(rows.asset().state().name());
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ProblemException missing(String id) {
        return ProblemType.ASSET_NOT_FOUND.exception(
                "There is no asset '" + id + "' that this key may see");
    }
}
