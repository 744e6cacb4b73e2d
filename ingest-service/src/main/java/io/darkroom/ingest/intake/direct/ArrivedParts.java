package io.darkroom.ingest.intake.direct;

import io.darkroom.contracts.ObjectRef;
import io.darkroom.service.problem.ProblemException;
import io.darkroom.service.problem.ProblemType;
import io.darkroom.storage.DirectUploadStore;
import io.darkroom.storage.DirectUploadStore.Part;
import io.darkroom.storage.ObjectMissingException;
import io.darkroom.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes one object of the parts that arrived, if they are those that were announced. */
@ApplicationScoped
class ArrivedParts {
    private final DirectUploadStore store;
    private final ObjectStore objects;
    private final Staging staging;

    ArrivedParts(DirectUploadStore store, ObjectStore objects, Staging staging) {
        this.store = store;
        this.objects = objects;
        this.staging = staging;
    }

    /**
     * Joins them; nothing happens where the file comes whole, or was joined before. Blocks.
     *
     * @throws ProblemException 409 where parts are missing, 422 where they are others
     */
    void join(DirectUploadEntity upload, CompletionRequest request) {
        String partsId = upload.partsId();
        ObjectRef ref = staging.of(upload);
        if (partsId == null || objects.stat(ref).isPresent()) {
            return;
        }
        List<Part> arrived = store.parts(ref, partsId);
        check(upload.parts(), arrived, request.eTags());
        try {
            store.completeParts(ref, partsId, arrived);
        } catch (ObjectMissingException _) {
            // Somebody else joined them at the same time.
        }
    }

    private static void check(Parts expected, List<Part> arrived, Map<Integer, String> eTags) {
        var byNumber =
                arrived.stream().collect(Collectors.toMap(Part::number, Function.identity()));
        var missing =
                IntStream.rangeClosed(1, expected.count())
                        .filter(number -> !byNumber.containsKey(number))
                        .boxed()
                        .toList();
        if (!missing.isEmpty()) {
            throw ProblemType.UPLOAD_INCOMPLETE.exception(
                    "Parts that have not arrived: " + missing);
        }
        for (Part part : arrived) {
            boolean asAnnounced =
                    part.number() <= expected.count()
                            && part.bytes() == expected.bytes(part.number())
                            && eTags.getOrDefault(part.number(), part.eTag()).equals(part.eTag());
            if (!asAnnounced) {
                throw ProblemType.UPLOAD_MISMATCH.exception(
                        "Part %d is not the one that was announced; send it again"
                                .formatted(part.number()));
            }
        }
    }
}
