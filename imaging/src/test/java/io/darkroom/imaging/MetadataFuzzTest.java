package io.darkroom.imaging;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** EXIF, IPTC and XMP of strangers: read within bounds, or refused. */
class MetadataFuzzTest {
    @MethodSource("io.darkroom.imaging.FuzzSeeds#pictures")
    @FuzzTest(maxDuration = "10m")
    void reads(byte[] bytes) {
        try {
            MetadataReader.read(bytes, FuzzSeeds.LIMITS);
        } catch (ImageException _) {
            // Refused in words.
        }
    }
}
