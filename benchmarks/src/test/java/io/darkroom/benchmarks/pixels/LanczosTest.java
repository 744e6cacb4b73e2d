package io.darkroom.benchmarks.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class LanczosTest {

    /** A ramp says of every pixel which place it shows, also within a pixel. */
    @Test
    void showsTheBoxWhereItLies() {
        var lanczos = new Lanczos(ramp(200, 100));

        Mat shown = lanczos.resized(new Lanczos.Box(40.5, 10.25, 90.3, 50), 45, 25);

        for (int x = 5; x < 40; x++) {
            double expected = 40.5 + (x + 0.5) * 90.3 / 45 - 0.5;
            assertThat((double) (shown.ptr(12, x).get(0) & 0xff)).isCloseTo(expected, within(0.6));
        }
    }

    private static Mat ramp(int width, int height) {
        byte[] greys = new byte[width * height];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) (i % width);
        }
        var mat = new Mat(height, width, opencv_core.CV_8UC1);
        mat.data().put(greys);
        return mat;
    }
}
