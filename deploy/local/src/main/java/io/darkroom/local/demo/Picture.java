package io.darkroom.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture to send.
 *
 * @param outpaint what may be invented around it; empty where nothing is
 */
record Picture(Path file, String outpaint) {
    /** The upload's {@code request} part. */
    String request() {
        var stages = new ArrayList<>(List.of(Stage.CAPTION, Stage.AUTO_TAG, Stage.SMART_CROP));
        if (!outpaint.isEmpty()) {
            stages.add(Stage.OUTPAINT);
        }
        var extension =
                outpaint.isEmpty()
                        ? null
                        : new UploadRequest.OutpaintRequest(new Ratio("16:9"), outpaint);
        var request =
                new UploadRequest(
                        null, null, null, stages, null, null, null, null, null, extension, null,
                        null, null, null);
        try {
            return Json.mapper().writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request cannot be written as JSON", e);
        }
    }
}
