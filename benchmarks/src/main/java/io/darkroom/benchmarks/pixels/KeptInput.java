package io.darkroom.benchmarks.pixels;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.stage.StageInput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What a stage is given where there is no service around it; keeps the files in memory. */
final class KeptInput implements StageInput {
    private static final ObjectRef NOWHERE = new ObjectRef("bench", "nowhere");

    private final Stage stage;
    private final byte[] original;
    private final UploadRequest request;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    KeptInput(Stage stage, byte[] original, UploadRequest request) {
        this.stage = stage;
        this.original = original;
        this.request = request;
    }

    /** By name, in the order in which they were stored. */
    Map<String, byte[]> files() {
        return files;
    }

    @Override
    public AssetUploaded asset() {
        return new AssetUploaded(
                new UUID(0, 1),
                "bench",
                NOWHERE,
                new Original("image/jpeg", original.length, 1, 1, "00", null),
                null,
                request,
                Map.of(stage, 1));
    }

    @Override
    public byte[] original() {
        return original;
    }

    @Override
    public StoredVariant store(
            String name,
            byte[] content,
            String contentType,
            int width,
            int height,
            boolean generated) {
        files.put(name, content);
        return new StoredVariant(
                name, NOWHERE, contentType, width, height, content.length, generated);
    }

    @Override
    public StoredVariant storeForReviewers(
            String name, byte[] content, String contentType, int width, int height) {
        throw new UnsupportedOperationException("No picture for reviewers is asked for");
    }
}
