package io.darkroom.ingest.upload;

import io.darkroom.contracts.AssetProvenance;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.ingest.idempotency.Subject;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to become an asset, by whichever way it came.
 *
 * @param subject whose id the asset gets
 * @param content the file's bytes
 * @param fileName what its sender called it, {@link FileName#clean cleaned}
 * @param request the effective request
 * @param claim decides whether this upload was taken in before
 * @param lane which way its work goes out
 */
public record NewUpload(
        Subject subject,
        FileContent content,
        @Nullable String fileName,
        String tenant,
        UploadRequest request,
        AssetProvenance provenance,
        UploadClaim claim,
        Lane lane) {
    /** One that somebody waits for, with an id of its own. */
    public NewUpload(
            FileContent content,
            @Nullable String fileName,
            String tenant,
            UploadRequest request,
            AssetProvenance provenance,
            UploadClaim claim) {
        this(Subject.anew(), content, fileName, tenant, request, provenance, claim, Lane.LIVE);
    }

    UUID id() {
        return subject.id();
    }

    /**
     * Claims the upload for the asset that it is or becomes.
     *
     * @throws AlreadyClaimedException (as failure) where it was taken in before
     */
    Uni<Void> claimFor(Mutiny.Session session, UUID asset) {
        return claim.take(session, asset)
                .invoke(taken -> {
                    if (!taken) {
                        throw new AlreadyClaimedException();
                    }
                })
                .replaceWithVoid();
    }
}
