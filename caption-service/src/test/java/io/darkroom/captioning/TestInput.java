package io.darkroom.captioning;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.stage.StageInput;
import java.util.Map;
import java.util.UUID;

/**
 * A picture and a request, as the runner hands them to a stage. Captions and tags store no files.
 */
public final class TestInput implements StageInput {
    private final byte[] original;
    private final AssetUploaded asset;

    private TestInput(byte[] original, AssetUploaded asset) {
        this.original = original;
        this.asset = asset;
    }

    @Override
    public byte[] original() {
        return original;
    }

    @Override
    public AssetUploaded asset() {
        return asset;
    }

    public static TestInput of(byte[] original, UploadRequest request) {
        return new TestInput(
                original,
                new AssetUploaded(
                        UUID.randomUUID(),
                        "default",
                        new ObjectRef("darkroom-originals", "originals/default/x"),
                        new Original("image/jpeg", original.length, 10, 10, "00", null),
                        null,
                        request,
                        Map.of(Stage.CAPTION, 1, Stage.AUTO_TAG, 1)));
    }

    @Override
    public StoredVariant store(
            String name,
            byte[] content,
            String contentType,
            int width,
            int height,
            boolean generated) {
        throw new AssertionError("Captions and tags store no files");
    }

    @Override
    public StoredVariant storeForReviewers(
            String name, byte[] content, String contentType, int width, int height) {
        throw new AssertionError("Captions and tags store no files");
    }
}
