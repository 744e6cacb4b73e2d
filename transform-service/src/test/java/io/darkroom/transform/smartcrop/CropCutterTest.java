package io.darkroom.transform.smartcrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.contracts.Box;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.Picture;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropCutterTest {
    private static final Frame FULL = new Frame(801, 601);

    /** A ramp says of every pixel which place of the original it shows. */
    @ParameterizedTest
    @CsvSource({"1", "2", "4", "8"})
    void cutsABoxWhereItLiesWhateverThePictureWasDecodedAt(int reduction) {
        var box = new Box(160, 80, 601, 401);
        try (Picture ramp = ramp(reduction)) {
            var wanted = new CropFiles.Wanted("crop", 60, 40, null, false);

            byte[] file = new CropCutter(ramp, box, FULL).file(wanted);

            try (Picture crop = ImageDecoder.decode(file, ImageLimits.DEFAULT)) {
                assertThat(crop.width()).isEqualTo(60);
                assertThat(crop.height()).isEqualTo(40);
                List.of(5, 30, 54)
                        .forEach(x ->
                                assertThat((double) (crop.mat().ptr(20, x).get(0) & 0xff))
                                        .isCloseTo(at(160 + (x + 0.5) * 601 / 60), within(2.0)));
            }
        }
    }

    /** Grey of a place across the original, 0 to 240. */
    private static double at(double x) {
        return x * 240 / FULL.width();
    }

    private static Picture ramp(int reduction) {
        int width = Math.ceilDiv(FULL.width(), reduction);
        int height = Math.ceilDiv(FULL.height(), reduction);
        byte[] bgr = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            byte grey = (byte) Math.round(at((i % width + 0.5) * reduction));
            bgr[3 * i] = grey;
            bgr[3 * i + 1] = grey;
            bgr[3 * i + 2] = grey;
        }
        var mat = new Mat(height, width, opencv_core.CV_8UC3);
        new BytePointer(mat.data()).put(bgr);
        return Picture.of(mat);
    }
}
