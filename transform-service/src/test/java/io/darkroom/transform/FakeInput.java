package io.darkroom.transform;

import io.darkroom.contracts.AssetUploaded;
import io.darkroom.contracts.ObjectRef;
import io.darkroom.contracts.Original;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.contracts.UploadRequest.Renditions;
import io.darkroom.stage.StageInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stage's input that keeps what is stored. */
public final class FakeInput implements StageInput {
    private final byte[] original;
    private final AssetUploaded asset;
    private final Map<String, byte[]> files = new HashMap<>();

    private FakeInput(byte[] original, UploadRequest request) {
        this.original = original;
        this.asset =
                new AssetUploaded(
                        UUID.randomUUID(),
                        "default",
                        new ObjectRef("originals", "a"),
                        new Original("image/jpeg", original.length, 1, 1, "00", null),
                        null,
                        request,
                        Map.of(Stage.SMART_CROP, 1, Stage.OUTPAINT, 1));
    }

    public static FakeInput crops(byte[] original, @Nullable Point focalPoint, String... ratios) {
        return new FakeInput(
                original,
                request(List.of(ratios).stream().map(Ratio::new).toList(), focalPoint, null));
    }

    public static FakeInput renditions(byte[] original, Renditions asked, String ratio) {
        return new FakeInput(original, request(List.of(new Ratio(ratio)), null, asked, null));
    }

    public static FakeInput outpaint(byte[] original, String ratio) {
        return outpaint(original, new OutpaintRequest(new Ratio(ratio), "continue the ground"));
    }

    public static FakeInput outpaint(byte[] original, OutpaintRequest request) {
        return new FakeInput(original, request(null, null, request));
    }

    static UploadRequest request(
            @Nullable List<Ratio> crops,
            @Nullable Point focalPoint,
            @Nullable OutpaintRequest outpaint) {
        return request(crops, focalPoint, null, outpaint);
    }

    private static UploadRequest request(
            @Nullable List<Ratio> crops,
            @Nullable Point focalPoint,
            @Nullable Renditions renditions,
            @Nullable OutpaintRequest outpaint) {
        return new UploadRequest(
                null,
                null,
                null,
                null,
                null,
                null,
                crops,
                focalPoint,
                renditions,
                outpaint,
                null,
                null,
                null,
                null);
    }

    public byte[] file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    @Override
    public AssetUploaded asset() {
        return asset;
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
                name,
                new ObjectRef("variants", name),
                contentType,
                width,
                height,
                content.length,
                generated);
    }

    @Override
    public StoredVariant storeForReviewers(
            String name, byte[] content, String contentType, int width, int height) {
        files.put(name, content);
        return new StoredVariant(
                name,
                new ObjectRef("variants", name),
                contentType,
                width,
                height,
                content.length,
                false,
                true);
    }
}
