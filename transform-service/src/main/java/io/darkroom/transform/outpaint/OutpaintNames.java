package io.darkroom.transform.outpaint;

import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;

/** Names of files. */
final class OutpaintNames {
    private OutpaintNames() {}

    /** Such as {@code outpaint-16x9}, {@code outpaint-margins} or {@code background}. */
    static String variant(OutpaintRequest request) {
        String name = request.background() == null ? "outpaint" : "background";
        Ratio ratio = request.aspectRatio();
        if (ratio != null) {
            return name + "-" + ratio.slug();
        }
        return request.margins() == null ? name : name + "-margins";
    }
}
