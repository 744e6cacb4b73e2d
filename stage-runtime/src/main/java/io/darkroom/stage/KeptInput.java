package io.darkroom.stage;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.UploadRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a stage is given where no service is around it, by tests and by benchmarks: the files stay
 * in memory.
 */
public final class KeptInput implements StageInput {
    private final AssetUploaded asset;
    private byte @Nullable [] original;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /**
     * @param stage that is planned
     * @param original not copied, as {@link #original()} is not
     */
    public KeptInput(Stage stage, byte[] original, UploadRequest request) {
        this(
                new AssetUploaded(
                        UUID.randomUUID(),
                        "default",
                        new ObjectRef("originals", "kept"),
                        new Original("image/jpeg", original.length, 1, 1, "00", null),
                        null,
                        request,
                        Map.of(stage, 1)),
                original);
    }

    /**
     * @param original not copied, as {@link #original()} is not
     */
    public KeptInput(AssetUploaded asset, byte[] original) {
        this.asset = asset;
        this.original = original;
    }

    /** By name, in the order in which they were handed in. */
    public Map<String, byte[]> files() {
        return files;
    }

    /**
     * One of them.
     *
     * @throws NullPointerException naming it, where the stage has handed in none of this name
     */
    public byte[] file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    @Override
    public AssetUploaded asset() {
        return asset;
    }

    @Override
    public byte[] original() {
        if (original == null) {
            throw new IllegalStateException("The original was let go of");
        }
        return original;
    }

    @Override
    public void letGo() {
        original = null;
    }

    @Override
    public StoredVariant store(
            String name,
            byte[] content,
            String contentType,
            int width,
            int height,
            boolean generated) {
        return keep(name, content, contentType, width, height, generated, false);
    }

    @Override
    public StoredVariant storeForReviewers(
            String name, byte[] content, String contentType, int width, int height) {
        return keep(name, content, contentType, width, height, false, true);
    }

    private StoredVariant keep(
            String name,
            byte[] content,
            String contentType,
            int width,
            int height,
            boolean generated,
            boolean reviewersOnly) {
        files.put(name, content);
        var place = new ObjectRef("variants", name);
        return new StoredVariant(
                name, place, contentType, width, height, content.length, generated, reviewersOnly);
    }
}
