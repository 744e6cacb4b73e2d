package io.darkroom.imaging;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are: what they are is said, or what is wrong with them, in bounds. */
class ProbeFuzzTest {
    @MethodSource("io.darkroom.imaging.FuzzSeeds#pictures")
    @FuzzTest(maxDuration = "10m")
    void probes(byte[] bytes) {
        try {
            ImageProbe.probe(bytes, FuzzSeeds.LIMITS);
        } catch (ImageException _) {
            // Refused in words.
        }
    }
}
