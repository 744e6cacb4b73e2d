package io.darkroom.ingest.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageOutcome.Succeeded;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.Dedupe;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.idempotency.Subject;
import io.darkroom.service.sql.Transactions;
import io.darkroom.storage.ObjectMissingException;
import io.darkroom.storage.ObjectStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What an upload with {@code dedupe: reuse} need not have done again: the asset that is there
 * already, where bytes and request are the same; else what stages found for the same bytes, where
 * they were asked the same. What people changed in the other asset stays there.
 */
@ApplicationScoped
class Reuse {
    private static final Logger LOG = Logger.getLogger(Reuse.class);

    private final Transactions transactions;
    private final AssetRepository assets;
    private final ObjectStore store;

    Reuse(Transactions transactions, AssetRepository assets, ObjectStore store) {
        this.transactions = transactions;
        this.assets = assets;
        this.store = store;
    }

    /** A stage's outcome that is taken over, and the asset that it was made for. */
    record Result(Stage stage, StageOutcome outcome, UUID from) {}

    /**
     * The asset that the upload would only repeat, which is the upload's from now on. Blocks.
     *
     * @throws AlreadyClaimedException where the same upload was taken in before
     */
    Optional<AssetRows> same(NewUpload upload, String sha256) {
        return transactions.run(session ->
                same(session, upload, sha256)
                        .call(found ->
                                found.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : upload.claimFor(session, found.get().asset().id())));
    }

    /**
     * The same, which from now on until the transaction's end nobody can add: of two uploads at
     * once the second one finds the first.
     */
    Uni<Optional<AssetRows>> lockAndFindSame(
            Mutiny.Session session, NewUpload upload, String sha256) {
        return assets.lockContent(session, upload.tenant(), sha256)
                .chain(() -> same(session, upload, sha256));
    }

    private Uni<Optional<AssetRows>> same(Mutiny.Session session, NewUpload upload, String sha256) {
        return assets.same(session, upload.tenant(), sha256, json(upload.request()))
                .chain(id ->
                        id.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : assets.find(session, id.get()));
    }

    /** Results for the upload, with files of its own. Blocks. */
    List<Result> results(NewUpload upload, String sha256) {
        if (upload.request().dedupe() != Dedupe.REUSE) {
            return List.of();
        }
        var results = new ArrayList<Result>();
        for (Stage stage : Objects.requireNonNull(upload.request().stages())) {
            transactions
                    .run(session ->
                            assets.result(
                                    session, upload.tenant(), sha256, stage, upload.request()))
                    .flatMap(row -> copy(row.stage(), row.outcome(), row.assetId(), upload))
                    .ifPresent(results::add);
        }
        return results;
    }

    private Optional<Result> copy(
            Stage stage, @Nullable StageOutcome outcome, UUID from, NewUpload upload) {
        return switch (outcome) {
            case Succeeded done ->
                    copy(done, from, upload).map(own -> new Result(stage, own, from));
            case StageOutcome.Skipped skipped -> Optional.of(new Result(stage, skipped, from));
            case null, default -> Optional.empty();
        };
    }

    /** Nothing was paid for it this time. */
    private Optional<Succeeded> copy(Succeeded done, UUID from, NewUpload upload) {
        try {
            var variants = done.variants().stream().map(file -> copy(file, from, upload)).toList();
            return Optional.of(
                    new Succeeded(
                            done.result(),
                            variants,
                            done.engine(),
                            done.model(),
                            null,
                            done.warnings()));
        } catch (ObjectMissingException | IllegalArgumentException e) {
            LOG.warnf("A result is not taken over assetId=%s cause=%s", from, e.getMessage());
            return Optional.empty();
        }
    }

    private StoredVariant copy(StoredVariant file, UUID from, NewUpload upload) {
        String own = prefix(from);
        String key = file.object().key();
        if (!key.startsWith(own)) {
            throw new IllegalArgumentException("The file does not lie under its asset: " + key);
        }
        var copy =
                new ObjectRef(
                        file.object().bucket(),
                        prefix(upload.subject()) + key.substring(own.length()));
        store.copy(file.object(), copy);
        return file.at(copy);
    }

    /** Removes files that were copied for an upload that did not need them. Blocks. */
    void undo(List<Result> results) {
        for (Result result : results) {
            if (result.outcome() instanceof Succeeded done) {
                done.variants().forEach(file -> store.delete(file.object()));
            }
        }
    }

    private static String prefix(UUID asset) {
        return "variants/" + asset + "/";
    }

    /** Nobody else writes there, or removes what is there: see {@link Subject}. */
    private static String prefix(Subject subject) {
        String prefix = prefix(subject.id());
        return subject.first() ? prefix : prefix + subject.attempt() + "/";
    }

    private static String json(UploadRequest request) {
        try {
            return Json.mapper().writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request cannot be written as JSON", e);
        }
    }
}
