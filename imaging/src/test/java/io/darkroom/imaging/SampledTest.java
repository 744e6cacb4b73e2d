package io.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slope says of every pixel which place of the picture it shows. */
class SampledTest {
    private static final int SIDE = 48;

    /** Grey levels from pixel to pixel. */
    private static final int STEEP = 5;

    @ParameterizedTest
    @CsvSource({
        "10, 20, 10",
        "10.5, 20, 10",
        "10.25, 20, 13",
        "0.5, 40, 10",
        "4.75, 40, 5",
        "27.5, 20, 10",
        "27.97, 20, 10",
        "3.01, 44.98, 20"
    })
    void showsWhatLiesThereThoughItBeginsWithinAPixel(double from, double length, int out) {
        try (Picture slope = slope();
                Picture part = slope.sampled(from, from, length, length, out, out)) {
            double scale = length / out;
            for (int i = 1; i < out - 1; i++) {
                double place = from + (i + 0.5) * scale - 0.5;
                assertThat((double) (part.mat().ptr(i, 1).get(0) & 0xff))
                        .as("row %d", i)
                        .isCloseTo(place * STEEP, within(1.0));
                assertThat((double) (part.mat().ptr(1, i).get(1) & 0xff))
                        .as("column %d", i)
                        .isCloseTo(place * STEEP, within(1.0));
            }
        }
    }

    /** Blue goes down, green across. */
    private static Picture slope() {
        byte[] bgr = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            bgr[3 * i] = (byte) (i / SIDE * STEEP);
            bgr[3 * i + 1] = (byte) (i % SIDE * STEEP);
        }
        var mat = new Mat(SIDE, SIDE, opencv_core.CV_8UC3);
        new BytePointer(mat.data()).put(bgr);
        return Picture.of(mat);
    }
}
