package io.darkroom.ingest.publication;

import io.darkroom.contracts.Asset;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.AssetState.Published;
import io.darkroom.ingest.asset.AssetState.Withdrawn;
import io.darkroom.ingest.asset.Withdrawal;
import io.darkroom.ingest.join.Settlement;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes published assets back, on every way out at once. */
@ApplicationScoped
class Withdrawals {
    private final Transactions transactions;
    private final AssetRepository assets;
    private final Settlement settlement;

    Withdrawals(Transactions transactions, AssetRepository assets, Settlement settlement) {
        this.transactions = transactions;
        this.assets = assets;
        this.settlement = settlement;
    }

    /**
     * Takes the asset back. One that was taken back already stays as it is.
     *
     * @param revision of the asset that the caller saw; absent where it is not to be checked
     * @throws ProblemException (as failure) {@code asset-not-found}, {@code revision-stale}, or
     *     {@code asset-not-withdrawable} where it is not published
     */
    Uni<Asset> withdraw(UUID id, String tenant, Optional<Long> revision, Withdrawal why) {
        return transactions.begin(session ->
                assets.lock(session, id)
                        .map(found -> theirs(found, id, tenant))
                        .call(rows -> withdraw(session, rows, revision, why))
                        .map(AssetRows::record));
    }

    private Uni<Void> withdraw(
            Mutiny.Session session, AssetRows rows, Optional<Long> revision, Withdrawal why) {
        AssetEntity asset = rows.asset();
        return switch (asset.state()) {
            case Withdrawn _ -> Uni.createFrom().voidItem();
            case Published published -> {
                revision.ifPresent(seen -> requireLatest(seen, asset));
                asset.withdraw(why);
                yield settlement.enter(session, rows, published.withdraw(), Instant.now());
            }
            default ->
                    throw ProblemType.ASSET_NOT_WITHDRAWABLE.exception(
                            "The asset is "
                                    + asset.state().name()
                                    + "; only one that is PUBLISHED can be taken back");
        };
    }

    private static void requireLatest(long seen, AssetEntity asset) {
        if (seen != asset.revision()) {
            throw ProblemType.REVISION_STALE.exception(
                    "The asset is at revision "
                            + asset.revision()
                            + " and not at "
                            + seen
                            + "; read it again before you take it back");
        }
    }

    private static AssetRows theirs(Optional<AssetRows> found, UUID id, String tenant) {
        return found.filter(rows -> rows.asset().tenant().equals(tenant))
                .orElseThrow(() ->
                        ProblemType.ASSET_NOT_FOUND.exception(
                                "There is no asset '" + id + "' that this key may see"));
    }
}
