package io.darkroom.captioning;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.Vocabulary;
import io.darkroom.stage.StageInput;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        return of("default", original, request, null);
    }

    public static TestInput of(
            String tenant,
            byte[] original,
            UploadRequest request,
            @Nullable Vocabulary vocabulary) {
        return new TestInput(
                original,
                new AssetUploaded(
                        UUID.randomUUID(),
                        tenant,
                        new ObjectRef("darkroom-originals", "originals/default/x"),
                        new Original("image/jpeg", original.length, 10, 10, sha256(original), null),
                        null,
                        request,
                        Map.of(Stage.CAPTION, 1, Stage.AUTO_TAG, 1),
                        vocabulary,
                        Map.of()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
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
