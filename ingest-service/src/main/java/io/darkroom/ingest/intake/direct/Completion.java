package io.darkroom.ingest.intake.direct;

import io.darkroom.contracts.AssetProvenance;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.ingest.asset.AssetRepository;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.intake.ObjectReader;
import io.darkroom.ingest.intake.SpooledObject;
import io.darkroom.ingest.upload.AlreadyClaimedException;
import io.darkroom.ingest.upload.FileContent;
import io.darkroom.ingest.upload.NewUpload;
import io.darkroom.ingest.upload.Uploads;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.service.sql.Transactions;
import io.darkroom.storage.ObjectMissingException;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.ObjectStoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns a direct upload into an asset. What was announced and signed is checked again on the bytes
 * that arrived, and the original is written from those very bytes: whoever holds the signed request
 * may replace the staged object, but not what was checked. Completing twice gives the same asset.
 */
@ApplicationScoped
class Completion {
    private static final Logger LOG = Logger.getLogger(Completion.class);

    private final DirectUploadRepository uploads;
    private final ArrivedParts parts;
    private final Staging staging;
    private final ObjectReader objects;
    private final ObjectStore store;
    private final Uploads intake;
    private final Transactions transactions;
    private final AssetRepository assets;

    Completion(
            DirectUploadRepository uploads,
            ArrivedParts parts,
            Staging staging,
            ObjectReader objects,
            ObjectStore store,
            Uploads intake,
            Transactions transactions,
            AssetRepository assets) {
        this.uploads = uploads;
        this.parts = parts;
        this.staging = staging;
        this.objects = objects;
        this.store = store;
        this.intake = intake;
        this.transactions = transactions;
        this.assets = assets;
    }

    /**
     * Completes the upload. Blocks.
     *
     * @throws ProblemException 404, 409 or 422; the upload stays as it was
     */
    AssetRows complete(UUID id, String tenant, CompletionRequest request) {
        DirectUploadEntity upload = find(id, tenant);
        UUID became = upload.assetId();
        if (became != null) {
            return completed(became, request);
        }
        if (upload.expiresAt().isBefore(Instant.now())) {
            throw ProblemType.UPLOAD_EXPIRED.exception(
                    "The upload could be completed until " + upload.expiresAt());
        }
        String sha256 = agreed(upload, request);
        try {
            parts.join(upload, request);
            AssetRows rows = take(upload, sha256);
            removeStaged(upload);
            return rows;
        } catch (AlreadyClaimedException _) {
            UUID other = find(id, tenant).assetId();
            if (other == null) {
                throw ProblemType.UPLOAD_EXPIRED.exception("The upload was swept meanwhile");
            }
            return completed(other, request);
        } catch (ProblemException e) {
            // Whoever completed it meanwhile has removed what was staged.
            UUID other = find(id, tenant).assetId();
            if (other == null) {
                throw e;
            }
            return completed(other, request);
        }
    }

    private DirectUploadEntity find(UUID id, String tenant) {
        return uploads.find(id, tenant)
                .orElseThrow(
                        () -> ProblemType.UPLOAD_NOT_FOUND.exception("There is no upload " + id));
    }

    private AssetRows completed(UUID asset, CompletionRequest request) {
        AssetRows rows =
                transactions
                        .run(session -> assets.find(session, asset))
                        .orElseThrow(() ->
                                ProblemType.UPLOAD_NOT_FOUND.exception(
                                        "The asset of this upload was erased"));
        String sha256 = request.sha256();
        if (sha256 != null && !sha256.equals(rows.asset().original().sha256())) {
            throw mismatch("/sha256", "The upload was completed with another checksum");
        }
        return rows;
    }

    /** The checksum that both sides named, if both did. */
    private static String agreed(DirectUploadEntity upload, CompletionRequest request) {
        String announced = upload.sha256();
        String sent = request.sha256();
        if (announced == null && sent == null) {
            String detail = "is missing; it was not announced either";
            throw ProblemType.FIELD_INVALID.exception(detail, Problem.Place.at("/sha256", detail));
        }
        if (announced != null && sent != null && !announced.equals(sent)) {
            throw mismatch("/sha256", "Another checksum was announced");
        }
        return announced != null ? announced : String.valueOf(sent);
    }

    private AssetRows take(DirectUploadEntity upload, String sha256) {
        try (SpooledObject object = objects.read(staging.of(upload), null)) {
            return intake.accept(
                    new NewUpload(
                            FileContent.of(object.path()),
                            upload.fileName(),
                            upload.tenant(),
                            upload.request(),
                            new AssetProvenance(AssetProvenance.Via.DIRECT, upload.id().toString()),
                            uploads.claim(upload.id())),
                    original -> check(upload, original, sha256));
        } catch (ObjectMissingException e) {
            throw new ProblemException(
                    ProblemType.UPLOAD_INCOMPLETE.because(
                            "The file has not arrived in the store; send it, then complete"),
                    e);
        }
    }

    private static void check(DirectUploadEntity upload, Original original, String sha256) {
        if (original.bytes() != upload.bytes()) {
            throw mismatch(
                    null,
                    "%d bytes were announced and %d arrived"
                            .formatted(upload.bytes(), original.bytes()));
        }
        if (!original.sha256().equals(sha256)) {
            throw mismatch("/sha256", "The bytes that arrived have another checksum");
        }
        if (!original.contentType().equals(upload.contentType())) {
            throw mismatch(
                    null,
                    "%s was announced and %s arrived"
                            .formatted(upload.contentType(), original.contentType()));
        }
    }

    private void removeStaged(DirectUploadEntity upload) {
        ObjectRef staged = staging.of(upload);
        try {
            store.delete(staged);
        } catch (ObjectStoreException e) {
            LOG.warnf("A staged upload is left to the sweep uploadId=%s cause=%s", upload.id(), e);
        }
    }

    private static ProblemException mismatch(@Nullable String pointer, String detail) {
        return pointer == null
                ? ProblemType.UPLOAD_MISMATCH.exception(detail)
                : ProblemType.UPLOAD_MISMATCH.exception(detail, Problem.Place.at(pointer, detail));
    }
}
