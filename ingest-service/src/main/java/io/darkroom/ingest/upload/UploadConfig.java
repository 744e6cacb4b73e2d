package io.darkroom.ingest.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/** What an upload may be. */
@ConfigMapping(prefix = "darkroom.upload")
public interface UploadConfig {
    @WithDefault("256M")
    MemorySize maxFileBytes();

    /**
     * Bytes of uploads that are held in memory at once instead of on the local disk; an eighth of
     * the heap where absent, 0 for none. One upload has a quarter of it at most.
     */
    OptionalLong memory();

    @WithDefault("64K")
    MemorySize maxRequestBytes();

    @WithDefault("16K")
    MemorySize maxMetadataBytes();

    /** Width times height. */
    @WithDefault("100000000")
    long maxPixels();

    /** Frames of an animation, pages of a TIFF. */
    @WithDefault("500")
    int maxFrames();

    @WithDefault("12")
    int maxRatios();

    @WithDefault("12")
    int maxLanguages();

    /** Whether the answer to an upload waits for its perceptual hash. */
    @WithDefault("false")
    boolean hashAtOnce();

    /** How long the hash of an original that was taken in may wait while uploads are under way. */
    @WithDefault("5s")
    Duration hashPatience();

    /** The longest that {@code ?wait=} may ask for. */
    @WithDefault("30s")
    Duration maxWait();

    /** The longest that {@code ?wait=} waits where it does not say. */
    @WithDefault("10s")
    Duration defaultWait();
}
