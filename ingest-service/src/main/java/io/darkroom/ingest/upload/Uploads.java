package io.darkroom.ingest.upload;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest.Dedupe;
import io.darkroom.ingest.asset.AssetRows;
import io.darkroom.ingest.idempotency.Subject;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Config;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes an original in: measured, stored, and only then written down, so that no row is ever
 * without its object.
 */
@ApplicationScoped
public class Uploads {
    private static final Logger LOG = Logger.getLogger(Uploads.class);

    /** So long an upload that asks for alike pictures waits for the hashes of others. */
    private static final Duration CATCH_UP = Duration.ofSeconds(2);

    private final OriginalMeter meter;
    private final ObjectStore store;
    private final S3Config buckets;
    private final AssetBirth birth;
    private final HashQueue hashes;
    private final UploadsUnderWay underWay;
    private final UploadConfig config;
    private final Reuse reuse;

    Uploads(
            OriginalMeter meter,
            ObjectStore store,
            S3Config buckets,
            AssetBirth birth,
            HashQueue hashes,
            UploadsUnderWay underWay,
            UploadConfig config,
            Reuse reuse) {
        this.meter = meter;
        this.store = store;
        this.buckets = buckets;
        this.birth = birth;
        this.hashes = hashes;
        this.underWay = underWay;
        this.config = config;
        this.reuse = reuse;
    }

    /**
     * Takes a picture in. Where the upload may be reused and its like is here, that asset is given
     * and nothing is stored. Blocks.
     *
     * @throws ProblemException where it is refused; then nothing is left of it
     * @throws AlreadyClaimedException where the same upload was taken in before; the same holds
     * @throws RuntimeException where the store or the database fails; the asset may be there
     */
    public AssetRows accept(NewUpload upload) {
        return accept(upload, _ -> {});
    }

    /**
     * As the other, once the check lets what was measured pass.
     *
     * @param check throws a {@link ProblemException} where it does not
     */
    public AssetRows accept(NewUpload upload, Consumer<Original> check) {
        underWay.begin();
        try {
            return take(upload, check);
        } finally {
            underWay.end();
        }
    }

    /** Who asks for a warning of pictures that look alike is told at once; see ADR 0017. */
    private AssetRows take(NewUpload upload, Consumer<Original> check) {
        boolean warn = upload.request().dedupe() == Dedupe.WARN;
        boolean hashNow = warn || config.hashAtOnce();
        Original original = meter.measure(upload.content(), hashNow);
        check.accept(original);
        if (warn) {
            hashes.catchUp(upload.tenant(), CATCH_UP);
        }
        if (upload.request().dedupe() == Dedupe.REUSE) {
            return reuse(upload, original, hashNow);
        }
        return store(upload, original, List.of(), hashNow);
    }

    private AssetRows reuse(NewUpload upload, Original original, boolean hashed) {
        var same = reuse.same(upload, original.sha256());
        if (same.isPresent()) {
            return same.get();
        }
        var results = reuse.results(upload, original.sha256());
        if (hashed || results.isEmpty()) {
            return store(upload, original, results, hashed);
        }
        // It may be decided about at once, and is whole then.
        String hash = meter.perceptualHash(upload.content());
        return store(upload, original.withPerceptualHash(hash), results, true);
    }

    private AssetRows store(
            NewUpload upload, Original original, List<Reuse.Result> results, boolean hashed) {
        ObjectRef object = place(upload);
        var newborn =
                new AssetBirth.Newborn(upload, object, original, results, !hashed, Instant.now());
        try {
            put(object, upload.content(), original.contentType());
            AssetRows rows = birth.record(newborn);
            if (!newborn.is(rows)) {
                remove(newborn);
            } else if (!hashed && !rows.awaits(Stage.SMART_CROP)) {
                hashes.add(upload.id());
            }
            return rows;
        } catch (ProblemException | AlreadyClaimedException e) {
            remove(newborn);
            throw e;
        }
    }

    /** Nobody else writes there, or removes what is there: see {@link Subject}. */
    private ObjectRef place(NewUpload upload) {
        Subject subject = upload.subject();
        String suffix = subject.first() ? "" : "." + subject.attempt();
        return new ObjectRef(
                buckets.originalsBucket(),
                "originals/" + upload.tenant() + "/" + subject.id() + suffix);
    }

    private void put(ObjectRef object, FileContent content, String contentType) {
        switch (content) {
            case FileContent.OnDisk(Path file) -> store.put(object, file, contentType);
            case FileContent.InMemory(byte[] bytes) -> store.put(object, bytes, contentType);
        }
    }

    /**
     * Only what no row will ever refer to. A commit of which the answer was lost may have happened,
     * or be about to; what is left then without a row is found by the reconciler.
     */
    private void remove(AssetBirth.Newborn newborn) {
        try {
            store.delete(newborn.object());
            reuse.undo(newborn.results());
        } catch (RuntimeException e) {
            LOG.warnf(
                    "An original is left to the reconciler assetId=%s cause=%s",
                    newborn.id(), e.toString());
        }
    }
}
