package io.darkroom.ingest.upload;

import io.darkroom.contracts.Asset;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.Dedupe;
import io.darkroom.ingest.asset.Asked;
import io.darkroom.ingest.asset.AssetEntity;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Deadlines;
import io.darkroom.ingest.asset.FanOut;
import io.darkroom.ingest.asset.StageEntity;
import io.darkroom.ingest.asset.Warnings;
import io.darkroom.ingest.join.Settlement;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/** The transaction that begins an asset: its row, a row for each planned stage, and the event. */
@ApplicationScoped
class AssetBirth {
    private static final String EXTERNAL_ID_INDEX = "asset_external_id_unique";

    /**
     * An asset whose original is stored, and nothing else yet.
     *
     * @param results of stages that need not run
     * @param hashDue whether the perceptual hash comes later
     */
    record Newborn(
            NewUpload upload,
            ObjectRef object,
            Original original,
            List<Reuse.Result> results,
            boolean hashDue,
            Instant now) {
        UUID id() {
            return upload.id();
        }

        String tenant() {
            return upload.tenant();
        }

        UploadRequest request() {
            return upload.request();
        }

        /** Whether this is the asset, and not what another upload or attempt made. */
        boolean is(AssetRows rows) {
            return rows.asset().object().equals(object);
        }
    }

    private final Transactions transactions;
    private final AssetRepository assets;
    private final FanOut fanOut;
    private final Deadlines deadlines;
    private final Reuse reuse;
    private final Settlement settlement;

    AssetBirth(
            Transactions transactions,
            AssetRepository assets,
            FanOut fanOut,
            Deadlines deadlines,
            Reuse reuse,
            Settlement settlement) {
        this.transactions = transactions;
        this.assets = assets;
        this.fanOut = fanOut;
        this.deadlines = deadlines;
        this.reuse = reuse;
        this.settlement = settlement;
    }

    /**
     * Writes the asset down, or finds it: where it was written down before under its id, or where
     * it may be reused and another upload was quicker. Blocks.
     *
     * @throws ProblemException 409 where the external id is taken
     * @throws AlreadyClaimedException where the same upload was taken in before
     */
    AssetRows record(Newborn newborn) {
        try {
            return transactions.run(session ->
                    find(session, newborn)
                            .chain(found ->
                                    found.isPresent()
                                            ? found(session, newborn, found.get())
                                            : begin(session, newborn)));
        } catch (ConstraintViolationException e) {
            // Another instance that took the same request over may have been quicker.
            return transactions
                    .run(session -> assets.find(session, newborn.id()))
                    .orElseThrow(() -> refusal(e, newborn));
        }
    }

    /** One that was written down before under its id was claimed then. */
    private static Uni<AssetRows> found(Mutiny.Session session, Newborn newborn, AssetRows rows) {
        UUID id = rows.asset().id();
        return (id.equals(newborn.id()) ? Uni.createFrom().voidItem() : claim(session, newborn, id))
                .replaceWith(rows);
    }

    private Uni<Optional<AssetRows>> find(Mutiny.Session session, Newborn newborn) {
        return assets.find(session, newborn.id())
                .chain(found ->
                        found.isPresent() || newborn.request().dedupe() != Dedupe.REUSE
                                ? Uni.createFrom().item(found)
                                : reuse.lockAndFindSame(
                                        session, newborn.upload(), newborn.original().sha256()));
    }

    private Uni<AssetRows> begin(Mutiny.Session session, Newborn newborn) {
        return warnings(session, newborn)
                .map(warnings -> rows(newborn, warnings))
                .call(rows -> assets.add(session, rows))
                .call(() -> claim(session, newborn, newborn.id()))
                .call(rows -> fanOut(session, rows, newborn.now()));
    }

    private Uni<Void> fanOut(Mutiny.Session session, AssetRows rows, Instant now) {
        var pending = rows.stages().stream().filter(StageEntity::pending).toList();
        return pending.isEmpty()
                ? settlement.settle(session, rows, now)
                : fanOut.send(session, rows, pending);
    }

    /** Where the same upload was taken in before, nothing of this transaction stays. */
    private static Uni<Void> claim(Mutiny.Session session, Newborn newborn, UUID asset) {
        return newborn.upload().claimFor(session, asset);
    }

    private AssetRows rows(Newborn newborn, Warnings warnings) {
        NewUpload upload = newborn.upload();
        var asset =
                new AssetEntity(
                        upload.id(),
                        upload.tenant(),
                        upload.fileName(),
                        newborn.object(),
                        newborn.original(),
                        upload.request(),
                        warnings,
                        upload.lane(),
                        newborn.now());
        if (newborn.hashDue()) {
            asset.hashLater();
        }
        asset.cameBy(newborn.upload().provenance());
        List<Stage> planned = Objects.requireNonNull(upload.request().stages());
        var stages = planned.stream().map(stage -> row(newborn, stage)).toList();
        newborn.results()
                .forEach(result ->
                        stages.stream()
                                .filter(row -> row.stage() == result.stage())
                                .forEach(row -> row.end(result.outcome(), 1, 0, 0, newborn.now())));
        return new AssetRows(asset, stages);
    }

    private StageEntity row(Newborn newborn, Stage stage) {
        Instant dueAt = newborn.now().plus(deadlines.deadline(newborn.upload().lane()));
        return new StageEntity(
                newborn.id(), stage, dueAt, Asked.of(stage, newborn.upload().request()));
    }

    private Uni<Warnings> warnings(Mutiny.Session session, Newborn newborn) {
        String hash = newborn.original().perceptualHash();
        if (!newborn.results().isEmpty()) {
            return Uni.createFrom().item(reused(newborn.results()));
        }
        if (newborn.request().dedupe() != Dedupe.WARN || hash == null) {
            return Uni.createFrom().item(Warnings.NONE);
        }
        return assets.nearest(session, newborn.tenant(), hash).map(AssetBirth::nearDuplicate);
    }

    private static Warnings reused(List<Reuse.Result> results) {
        return new Warnings(
                results.stream()
                        .map(result ->
                                new Asset.Warning(
                                        "result-reused",
                                        "The result of %s was made for another asset with the same bytes"
                                                .formatted(result.stage()),
                                        result.from()))
                        .toList());
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
