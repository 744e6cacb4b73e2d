package io.darkroom.imaging;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the probe lets through is decoded or refused; the native decoder does not end the process.
 */
class DecodeFuzzTest {
    @MethodSource("io.darkroom.imaging.FuzzSeeds#pictures")
    @FuzzTest(maxDuration = "10m")
    void decodes(byte[] bytes) {
        try (var picture = ImageDecoder.decode(bytes, FuzzSeeds.LIMITS)) {
            PerceptualHash.of(picture);
        } catch (ImageException _) {
            // Refused in words.
        }
    }
}
