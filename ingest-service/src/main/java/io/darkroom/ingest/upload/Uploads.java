package io.darkroom.ingest.upload;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.asset.Uuid7;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes an original in: measured, stored, and only then written down, so that no row is ever
 * without its object.
 */
@ApplicationScoped
class Uploads {
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
     */
    AssetRows accept(Path file, @Nullable String fileName, String tenant, UploadRequest request) {
        hashes.uploadBegins();
        try {
            return take(file, fileName, tenant, request);
        } finally {
            hashes.uploadEnds();
        }
    }

    /** Who asks for a warning of pictures that look alike is told at once; see ADR 0017. */
    private AssetRows take(
            Path file, @Nullable String fileName, String tenant, UploadRequest request) {
        boolean warn = request.dedupe() == UploadRequest.Dedupe.WARN;
        boolean hashNow = warn || config.hashAtOnce();
        Original original = meter.measure(file, hashNow);
        if (warn) {
            hashes.catchUp();
        }
        Instant now = Instant.now();
        UUID id = Uuid7.at(now);
        var object = new ObjectRef(buckets.originalsBucket(), "originals/" + tenant + "/" + id);
        var newborn =
                new AssetBirth.Newborn(
                        id, tenant, fileName, object, original, request, !hashNow, now);
        store.put(object, file, original.contentType());
        try {
            AssetRows rows = birth.record(newborn);
            if (!hashNow) {
                hashes.add(id);
            }
            return rows;
        } catch (RuntimeException e) {
            undo(newborn);
            throw e;
        }
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
