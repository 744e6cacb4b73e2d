package io.darkroom.ingest.intake.direct;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Uploads that go to the object store directly. */
@ConfigMapping(prefix = "darkroom.direct-uploads")
interface DirectConfig {
    /** How long the signed requests work, and how long the upload may be completed. */
    @WithDefault("1h")
    Duration lifetime();

    /** Files of more bytes come in parts. */
    @WithDefault("64M")
    MemorySize partsAbove();

    /** The size of every part but the last; S3 takes none under 5 MiB. */
    @WithDefault("16M")
    MemorySize partBytes();

    /** Between two sweeps. */
    @WithDefault("10m")
    Duration sweepEvery();

    /** How long after its time an upload is swept: longer than a completion takes. */
    @WithDefault("1h")
    Duration sweepAfter();

    /** How long it is remembered which asset a completed upload became. */
    @WithDefault("7d")
    Duration keepCompleted();
}
