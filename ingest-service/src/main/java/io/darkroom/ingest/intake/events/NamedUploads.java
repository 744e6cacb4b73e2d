package io.darkroom.ingest.intake.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.AssetProvenance;
import io.darkroom.contracts.CloudEvent;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.ingest.intake.IntakeBody;
import io.darkroom.ingest.intake.ObjectReader;
import io.darkroom.ingest.intake.Sources;
import io.darkroom.ingest.intake.url.UrlFetcher;
import io.darkroom.ingest.upload.AlreadyClaimedException;
import io.darkroom.ingest.upload.Fields;
import io.darkroom.ingest.upload.FileContent;
import io.darkroom.ingest.upload.FileName;
import io.darkroom.ingest.upload.NewUpload;
import io.darkroom.ingest.upload.UploadRequests;
import io.darkroom.ingest.upload.Uploads;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.storage.ObjectMissingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what an upload event names. A topic has no roles: whoever may write to it may upload for
 * any tenant, but is no administrator, and may name objects only where that tenant's are taken
 * from.
 */
@ApplicationScoped
class NamedUploads {
    private static final Logger LOG = Logger.getLogger(NamedUploads.class);
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_URL = 2_048;
    private static final int LONGEST_KEY = 1_024;

    private final UploadRequests requests;
    private final TakenEvents taken;
    private final Sources sources;
    private final ObjectReader objects;
    private final UrlFetcher fetcher;
    private final Uploads uploads;

    NamedUploads(
            UploadRequests requests,
            TakenEvents taken,
            Sources sources,
            ObjectReader objects,
            UrlFetcher fetcher,
            Uploads uploads) {
        this.requests = requests;
        this.taken = taken;
        this.sources = sources;
        this.objects = objects;
        this.fetcher = fetcher;
        this.uploads = uploads;
    }

    /** What the event says, checked. */
    private record Named(
            String tenant,
            @Nullable ObjectRef object,
            @Nullable String url,
            @Nullable String fileName,
            UploadRequest request) {}

    /**
     * Takes the upload in, once. Blocks.
     *
     * @throws ProblemException where it cannot be accepted: that of HTTP for the same request
     */
    void take(CloudEvent<JsonNode> event) {
        if (taken.known(event)) {
            return;
        }
        Named named = read(event.data());
        try {
            take(event, named);
        } catch (AlreadyClaimedException _) {
            LOG.debugf("An upload event came again source=%s", event.source());
        }
    }

    private void take(CloudEvent<JsonNode> event, Named named) {
        if (named.url() != null) {
            try (var fetched = fetcher.fetch(named.url())) {
                accept(event, named, fetched.path(), fetched.fileName(), fetched.reference());
            }
            return;
        }
        ObjectRef ref = allowed(Objects.requireNonNull(named.object()), named.tenant());
        try (var object = objects.read(ref, null)) {
            accept(event, named, object.path(), object.fileName(), object.reference());
        } catch (ObjectMissingException e) {
            throw problem(ProblemType.OBJECT_MISSING, "There is no object at this place", e);
        }
    }

    private void accept(
            CloudEvent<JsonNode> event,
            Named named,
            Path file,
            @Nullable String fileName,
            String reference) {
        uploads.accept(
                new NewUpload(
                        FileContent.of(file),
                        named.fileName() == null ? fileName : named.fileName(),
                        named.tenant(),
                        named.request(),
                        new AssetProvenance(AssetProvenance.Via.EVENT, reference),
                        taken.claim(event)));
    }

    private ObjectRef allowed(ObjectRef object, String tenant) {
        boolean allowed =
                sources.of(object).filter(source -> source.tenant().equals(tenant)).isPresent();
        if (!allowed) {
            throw problem(
                    ProblemType.OBJECT_REFUSED,
                    "Uploads of tenant '%s' are not taken from this bucket and key"
                            .formatted(tenant),
                    null);
        }
        return object;
    }

    private Named read(JsonNode data) {
        var body = new IntakeBody(data);
        String tenant = body.required("tenant", LONGEST_NAME);
        ObjectRef object = object(body.fields().object("object"));
        String url = body.fields().text("url", LONGEST_URL);
        if (body.fields().has("object") == body.fields().has("url")) {
            body.fields()
                    .wrong(
                            ProblemType.REQUEST_CONTRADICTORY,
                            "url",
                            "exactly one of 'object' and 'url' must be there");
        }
        String fileName = FileName.clean(body.fields().text("fileName", LONGEST_NAME));
        UploadRequest request = tenant == null ? null : body.request(requests, tenant, false);
        // Other fields are left alone: a newer writer may add some.
        body.requireNothingWrong();
        return new Named(
                Objects.requireNonNull(tenant),
                object,
                url,
                fileName,
                Objects.requireNonNull(request));
    }

    private static @Nullable ObjectRef object(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        String bucket = required(fields, "bucket", LONGEST_NAME);
        String key = required(fields, "key", LONGEST_KEY);
        return bucket == null || key == null ? null : new ObjectRef(bucket, key);
    }

    private static @Nullable String required(Fields fields, String name, int max) {
        if (!fields.has(name)) {
            fields.wrong(ProblemType.FIELD_INVALID, name, "is missing");
        }
        return fields.text(name, max);
    }

    private static ProblemException problem(
            ProblemType type, String detail, @Nullable Throwable cause) {
        return new ProblemException(
                type.because(detail, Problem.Place.at("/object", detail)), cause);
    }
}
