package io.darkroom.ingest.upload;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.AssetProvenance;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.Dedupe;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Deadlines;
import io.darkroom.ingest.asset.FanOut;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.ingest.asset.Transactions;
import io.darkroom.ingest.asset.Warnings;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The transaction that begins an asset: its row, a row for each planned stage, and the event. */
@ApplicationScoped
class AssetBirth {
    private static final String EXTERNAL_ID_INDEX = "asset_external_id_unique";

    /**
     * An asset whose original is stored, and nothing else yet.
     *
     * @param hashDue whether the perceptual hash comes later
     */
    record Newborn(
            UUID id,
            String tenant,
            @Nullable String fileName,
            ObjectRef object,
            Original original,
            UploadRequest request,
            boolean hashDue,
            AssetProvenance provenance,
            UploadClaim claim,
            Instant now) {}

    private final Transactions transactions;
    private final AssetRepository assets;
    private final FanOut fanOut;
    private final Deadlines deadlines;

    AssetBirth(
            Transactions transactions, AssetRepository assets, FanOut fanOut, Deadlines deadlines) {
        this.transactions = transactions;
        this.assets = assets;
        this.fanOut = fanOut;
        this.deadlines = deadlines;
    }

    /**
     * Writes the asset down. Blocks.
     *
     * @throws ProblemException 409 where the external id is taken
     * @throws AlreadyClaimedException where the same upload was taken in before
     */
    AssetRows record(Newborn newborn) {
        try {
            return transactions.run(session -> begin(session, newborn));
        } catch (ConstraintViolationException e) {
            throw refusal(e, newborn);
        }
    }

    /** Whether the asset was written down after all. Blocks. */
    boolean happened(UUID id) {
        return transactions.run(session -> assets.find(session, id)).isPresent();
    }

    private Uni<AssetRows> begin(Mutiny.Session session, Newborn newborn) {
        return warnings(session, newborn)
                .map(warnings -> rows(newborn, warnings))
                .call(rows -> assets.add(session, rows))
                .call(() -> claim(session, newborn))
                .call(rows -> fanOut.send(session, rows, rows.stages()));
    }

    private static Uni<Boolean> claim(Mutiny.Session session, Newborn newborn) {
        return newborn.claim()
                .take(session, newborn.id())
                .onItem()
                .invoke(taken -> {
                    if (!taken) {
                        throw new AlreadyClaimedException();
                    }
                });
    }

    private AssetRows rows(Newborn newborn, Warnings warnings) {
        var asset =
                new AssetEntity(
                        newborn.id(),
                        newborn.tenant(),
                        newborn.fileName(),
                        newborn.object(),
                        newborn.original(),
                        newborn.request(),
                        warnings,
                        newborn.now());
        if (newborn.hashDue()) {
            asset.hashLater();
        }
        asset.cameBy(newborn.provenance());
        Instant dueAt = newborn.now().plus(deadlines.deadline());
        List<Stage> planned = Objects.requireNonNull(newborn.request().stages());
        return new AssetRows(
                asset,
                planned.stream()
                        .map(stage -> new StageEntity(newborn.id(), stage, dueAt))
                        .toList());
    }

    private Uni<Warnings> warnings(Mutiny.Session session, Newborn newborn) {
        String hash = newborn.original().perceptualHash();
        if (newborn.request().dedupe() != Dedupe.WARN || hash == null) {
            return Uni.createFrom().item(Warnings.NONE);
        }
        return assets.nearest(session, newborn.tenant(), hash).map(AssetBirth::nearDuplicate);
    }

    private static Warnings nearDuplicate(Optional<UUID> other) {
        return other.map(id ->
                        new Warnings(
                                List.of(
                                        new Asset.Warning(
                                                "near-duplicate",
                                                "Another asset looks the same",
                                                id))))
                .orElse(Warnings.NONE);
    }

    private static RuntimeException refusal(ConstraintViolationException e, Newborn newborn) {
        if (!String.valueOf(e.getMessage()).contains(EXTERNAL_ID_INDEX)) {
            return e;
        }
        String detail =
                "Another asset has the external id '%s'".formatted(newborn.request().externalId());
        return new ProblemException(
                ProblemType.EXTERNAL_ID_TAKEN.because(
                        detail, Problem.Place.at("/externalId", detail)),
                e);
    }
}
