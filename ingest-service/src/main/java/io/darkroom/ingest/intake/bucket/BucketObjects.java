package io.darkroom.ingest.intake.bucket;

import io.darkroom.contracts.AssetProvenance;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.asset.Lane;
import io.darkroom.ingest.idempotency.Subject;
import io.darkroom.ingest.intake.ObjectReader;
import io.darkroom.ingest.intake.Source;
import io.darkroom.ingest.intake.SpooledObject;
import io.darkroom.ingest.upload.AlreadyClaimedException;
import io.darkroom.ingest.upload.FileContent;
import io.darkroom.ingest.upload.NewUpload;
import io.darkroom.ingest.upload.UploadRequests;
import io.darkroom.ingest.upload.Uploads;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.storage.ObjectMissingException;
import io.darkroom.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Takes objects of watched buckets in, each once. Whoever tells of an object only gives a hint:
 * what counts is what is read, so hints may come late, twice, or in any order.
 */
@ApplicationScoped
public class BucketObjects {
    private final UploadRequests requests;
    private final ObjectReader objects;
    private final SeenObjects seen;
    private final Uploads uploads;

    BucketObjects(
            UploadRequests requests, ObjectReader objects, SeenObjects seen, Uploads uploads) {
        this.requests = requests;
        this.objects = objects;
        this.seen = seen;
        this.uploads = uploads;
    }

    /** What became of a hint. */
    public enum Outcome {
        TAKEN,
        /** The same bytes at the same place are an asset. */
        KNOWN,
        /** The object is not there (any longer). */
        GONE
    }

    /** Consoles store an empty object for a folder, whose key ends so. */
    public static boolean isFolder(String key) {
        return key.endsWith("/");
    }

    /**
     * Lets a source pass whose objects can be accepted.
     *
     * @throws ProblemException where its request is wrong, as when its preset is gone
     */
    void check(Source source) {
        var _ = requests.effective(source.tenant(), source.request(), true);
    }

    /**
     * Takes the object in, unless that happened before. Blocks.
     *
     * @param version of a versioned bucket; the latest where absent
     * @param eTag what the hint says of the object's bytes; spares reading those that are known
     * @throws ProblemException where it cannot be accepted
     */
    Outcome take(Source source, ObjectRef ref, @Nullable String version, @Nullable String eTag) {
        if (eTag != null && seen.taken(ObjectIdentity.of(ref, eTag))) {
            return Outcome.KNOWN;
        }
        UploadRequest request = requests.effective(source.tenant(), source.request(), true);
        try (SpooledObject object = objects.read(ref, version)) {
            return take(source.tenant(), object, request, identity(object, eTag), Lane.LIVE);
        } catch (ObjectMissingException _) {
            return Outcome.GONE;
        }
    }

    /**
     * Takes an object that was listed in on the bulk lane, unless that happened before. Blocks.
     *
     * @param request the effective one
     * @throws ProblemException where it cannot be accepted
     */
    public Outcome takeInBulk(String tenant, UploadRequest request, ObjectStore.Entry listed) {
        String eTag = listed.eTag();
        if (eTag != null && seen.taken(ObjectIdentity.of(listed.ref(), eTag))) {
            return Outcome.KNOWN;
        }
        try (SpooledObject object = objects.read(listed.ref(), null)) {
            return take(tenant, object, request, identity(object, eTag), Lane.BULK);
        } catch (ObjectMissingException _) {
            return Outcome.GONE;
        }
    }

    private Outcome take(
            String tenant,
            SpooledObject object,
            UploadRequest request,
            String identity,
            Lane lane) {
        if (seen.taken(identity)) {
            return Outcome.KNOWN;
        }
        try {
            uploads.accept(
                    new NewUpload(
                            Subject.anew(),
                            FileContent.of(object.path()),
                            object.fileName(),
                            tenant,
                            request,
                            new AssetProvenance(AssetProvenance.Via.BUCKET, object.reference()),
                            seen.claim(identity),
                            lane));
            return Outcome.TAKEN;
        } catch (AlreadyClaimedException _) {
            return Outcome.KNOWN;
        } catch (ProblemException e) {
            seen.refuse(identity, e.problem().type());
            throw e;
        }
    }

    private static String identity(SpooledObject object, @Nullable String hinted) {
        String eTag = object.eTag();
        if (eTag == null) {
            eTag = hinted == null ? "" : hinted;
        }
        return ObjectIdentity.of(object.ref(), eTag);
    }
}
