package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final long MEGABYTE = 1 << 20;

    /** Each picture has 36 MB of pixels: a hundred that leaked would be 3.6 GB. */
    @Test
    void holdsNothingOfAHundredPictures() {
        byte[] jpeg =
                Samples.encode(Samples.corners(BufferedImage.TYPE_INT_RGB, 4000, 3000), "jpeg");
        once(jpeg);
        long before = Pointer.physicalBytes();
        for (int i = 0; i < 100; i++) {
            once(jpeg);
        }
        long grown = Pointer.physicalBytes() - before;
        assertThat(grown / MEGABYTE).as("megabytes more than before").isLessThan(300);
    }

    private static void once(byte[] jpeg) {
        try (Picture picture = ImageDecoder.decode(jpeg, ImageLimits.DEFAULT);
                Picture small = picture.resized(400, 300)) {
            assertThat(ImageEncoder.encode(small, Encoding.jpeg(80))).isNotEmpty();
        }
    }
}
