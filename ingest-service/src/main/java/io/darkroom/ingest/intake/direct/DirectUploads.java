package io.darkroom.ingest.intake.direct;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.storage.DirectUploadStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Begins direct uploads: writes down what is announced, and signs requests for just that. */
@ApplicationScoped
class DirectUploads {
    private static final long SMALLEST_PART = 5L << 20;

    private final DirectUploadRepository uploads;
    private final DirectUploadStore store;
    private final Staging staging;
    private final DirectConfig config;

    DirectUploads(
            DirectUploadRepository uploads,
            DirectUploadStore store,
            Staging staging,
            DirectConfig config) {
        this.uploads = uploads;
        this.store = store;
        this.staging = staging;
        this.config = config;
        if (config.partBytes().asLongValue() < SMALLEST_PART) {
            throw new IllegalArgumentException(
                    "darkroom.direct-uploads.part-bytes must be 5M or more: S3 takes no smaller"
                            + " part but the last");
        }
    }

    /**
     * Begins an upload, or begins it again where an instance died at it. Blocks. The row comes
     * first: what lies in staging without one is swept.
     */
    DirectUploadView begin(UUID id, String tenant, Announcement announced) {
        Instant expiresAt = Instant.now().plus(config.lifetime());
        var upload = uploads.add(new DirectUploadEntity(id, tenant, announced, expiresAt));
        return announced.bytes() > config.partsAbove().asLongValue()
                ? inParts(upload)
                : whole(upload);
    }

    private DirectUploadView whole(DirectUploadEntity upload) {
        var request =
                store.signPut(
                        staging.of(upload),
                        upload.bytes(),
                        upload.contentType(),
                        config.lifetime());
        return new DirectUploadView(
                upload.id(),
                upload.expiresAt(),
                request.method(),
                request.url(),
                request.headers(),
                null);
    }

    private DirectUploadView inParts(DirectUploadEntity upload) {
        ObjectRef ref = staging.of(upload);
        String partsId = store.beginParts(ref, upload.contentType());
        long partBytes = config.partBytes().asLongValue();
        uploads.inParts(upload.id(), partsId, partBytes);
        var cut = new Parts(upload.bytes(), partBytes);
        List<DirectUploadView.Part> parts =
                IntStream.rangeClosed(1, cut.count())
                        .mapToObj(number ->
                                part(ref, partsId, number, cut.bytes(number), config.lifetime()))
                        .toList();
        return new DirectUploadView(upload.id(), upload.expiresAt(), "PUT", null, null, parts);
    }

    private DirectUploadView.Part part(
            ObjectRef ref, String partsId, int number, long bytes, Duration lifetime) {
        var request = store.signPart(ref, partsId, number, bytes, lifetime);
        return new DirectUploadView.Part(number, bytes, request.url(), request.headers());
    }
}
