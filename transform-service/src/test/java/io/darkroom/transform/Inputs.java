package io.darkroom.transform;

import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.contracts.UploadRequest.Renditions;
import io.darkroom.stage.KeptInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inputs of the two stages. */
public final class Inputs {
    private Inputs() {}

    public static KeptInput crops(byte[] original, @Nullable Point focalPoint, String... ratios) {
        return crops(original, List.of(ratios), focalPoint, null);
    }

    public static KeptInput renditions(byte[] original, Renditions asked, String ratio) {
        return crops(original, List.of(ratio), null, asked);
    }

    private static KeptInput crops(
            byte[] original,
            List<String> ratios,
            @Nullable Point focalPoint,
            @Nullable Renditions renditions) {
        List<Ratio> asked = ratios.stream().map(Ratio::new).toList();
        return new KeptInput(
                Stage.SMART_CROP, original, request(asked, focalPoint, renditions, null));
    }

    public static KeptInput outpaint(byte[] original, String ratio) {
        return outpaint(original, new OutpaintRequest(new Ratio(ratio), "continue the ground"));
    }

    public static KeptInput outpaint(byte[] original, OutpaintRequest request) {
        return new KeptInput(Stage.OUTPAINT, original, request(null, null, null, request));
    }

    static UploadRequest request(
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
}
