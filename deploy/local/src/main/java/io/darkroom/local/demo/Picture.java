package io.darkroom.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture to send.
 *
 * @param outpaint what may be invented around it; empty where nothing is
 */
public record Picture(Path file, String outpaint) {
    /**
     * What its name says that it is.
     *
     * @throws IOException if the system cannot say
     */
    public String contentType() throws IOException {
        String type = Files.probeContentType(file);
        return type == null ? "application/octet-stream" : type;
    }

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
