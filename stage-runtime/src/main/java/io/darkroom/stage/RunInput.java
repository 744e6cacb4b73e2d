package io.darkroom.stage;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.StoredVariant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run's input. Files are kept until the run has ended: a run that fails leaves nothing half
 * done, and an outage of the object store does not eat into the stage's time.
 */
final class RunInput implements StageInput {
    private final AssetUploaded asset;
    private final HeldOriginal original;
    private final RunKey key;
    private final Map<String, File> files = new LinkedHashMap<>();

    RunInput(AssetUploaded asset, HeldOriginal original, RunKey key) {
        this.asset = asset;
        this.original = original;
        this.key = key;
    }

    @Override
    public AssetUploaded asset() {
        return asset;
    }

    @Override
    public byte[] original() {
        return original.bytes();
    }

    @Override
    public void letGo() {
        original.close();
    }

    @Override
    public synchronized StoredVariant store(
            String name,
            byte[] content,
            String contentType,
            int width,
            int height,
            boolean generated) {
        return keep(
                new StoredVariant(
                        name,
                        key.object(name),
                        contentType,
                        width,
                        height,
                        content.length,
                        generated),
                content);
    }

    @Override
    public synchronized StoredVariant storeForReviewers(
            String name, byte[] content, String contentType, int width, int height) {
        return keep(
                new StoredVariant(
                        name,
                        key.object(name),
                        contentType,
                        width,
                        height,
                        content.length,
                        false,
                        true),
                content);
    }

    private StoredVariant keep(StoredVariant variant, byte[] content) {
        files.put(variant.name(), new File(variant, content));
        return variant;
    }

    /** Stores what the run handed in. */
    synchronized void flush(StorageCircuit circuit) throws InterruptedException {
        for (File file : files.values()) {
            circuit.call(store -> {
                store.put(file.variant.object(), file.content, file.variant.contentType());
                return file;
            });
        }
    }

    private static final class File {
        final StoredVariant variant;
        final byte[] content;

        File(StoredVariant variant, byte[] content) {
            this.variant = variant;
            this.content = content;
        }
    }
}
