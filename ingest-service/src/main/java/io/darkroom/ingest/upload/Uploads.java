package io.darkroom.ingest.upload;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Uuid7;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes an original in: measured, stored, and only then written down, so that no row is ever
 * without its object.
 */
@ApplicationScoped
public class Uploads {
    private static final Logger LOG = Logger.getLogger(Uploads.class);

    private final OriginalMeter meter;
    private final ObjectStore store;
    private final S3Config buckets;
    private final AssetBirth birth;
    private final HashQueue hashes;
    private final UploadConfig config;

    Uploads(
            OriginalMeter meter,
            ObjectStore store,
            S3Config buckets,
            AssetBirth birth,
            HashQueue hashes,
            UploadConfig config) {
        this.meter = meter;
        this.store = store;
        this.buckets = buckets;
        this.birth = birth;
        this.hashes = hashes;
        this.config = config;
    }

    /**
     * Takes a file in. Blocks.
     *
     * @throws io.darkroom.service.problem.ProblemException where it is refused; then nothing is
     *     left of it
     * @throws AlreadyClaimedException where the same upload was taken in before; the same holds
     */
    public AssetRows accept(NewUpload upload) {
        return accept(upload, _ -> {});
    }

    /**
     * As the other, once the check lets what was measured pass.
     *
     * @param check throws a {@link io.darkroom.service.problem.ProblemException} where it does not
     */
    public AssetRows accept(NewUpload upload, Consumer<Original> check) {
        hashes.uploadBegins();
        try {
            return take(upload, check);
        } finally {
            hashes.uploadEnds();
        }
    }

    /** Who asks for a warning of pictures that look alike is told at once; see ADR 0017. */
    private AssetRows take(NewUpload upload, Consumer<Original> check) {
        boolean warn = upload.request().dedupe() == UploadRequest.Dedupe.WARN;
        boolean hashNow = warn || config.hashAtOnce();
        Original original = meter.measure(upload.file(), hashNow);
        check.accept(original);
        if (warn) {
            hashes.catchUp();
        }
        var newborn = newborn(upload, original, !hashNow, Instant.now());
        store.put(newborn.object(), upload.file(), original.contentType());
        try {
            AssetRows rows = birth.record(newborn);
            if (!hashNow) {
                hashes.add(newborn.id());
            }
            return rows;
        } catch (RuntimeException e) {
            undo(newborn);
            throw e;
        }
    }

    private AssetBirth.Newborn newborn(
            NewUpload upload, Original original, boolean hashDue, Instant now) {
        UUID id = Uuid7.at(now);
        String key = "originals/" + upload.tenant() + "/" + id;
        return new AssetBirth.Newborn(
                id,
                upload.tenant(),
                upload.fileName(),
                new ObjectRef(buckets.originalsBucket(), key),
                original,
                upload.request(),
                hashDue,
                upload.provenance(),
                upload.claim(),
                now);
    }

    /**
     * A commit of which the answer was lost may have happened; so the object goes only where the
     * row is known not to be there. What stays is found by the reconciler.
     */
    private void undo(AssetBirth.Newborn newborn) {
        try {
            if (!birth.happened(newborn.id())) {
                store.delete(newborn.object());
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    "An original is left to the reconciler assetId=%s cause=%s",
                    newborn.id(), e.toString());
        }
    }
}
