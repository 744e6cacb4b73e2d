package io.darkroom.transform.imagemodel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How outpaints are written. */
@ConfigMapping(prefix = "darkroom.outpaint")
interface OutpaintConfig {
    /** PNG instead of JPEG: the original's pixels stay as they were in the file too. */
    @WithDefault("false")
    boolean lossless();
}
