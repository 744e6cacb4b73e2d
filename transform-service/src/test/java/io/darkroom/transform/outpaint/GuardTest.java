package io.darkroom.transform.outpaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Finding;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.transform.Photos;
import java.io.IOException;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private static final Canvas CANVAS = new Canvas(400, 200, new Box(100, 0, 200, 200));

    @ParameterizedTest
    @ValueSource(ints = {12, 40})
    void findsAStepInColour(int step) {
        Raster raster = evenly(CANVAS, 120);
        for (int y = 150; y < 200; y++) {
            for (int x = 0; x < 100; x++) {
                paint(raster, x, y, 120 + step);
            }
        }

        List<Finding> findings = Seams.visible(raster, CANVAS, true);

        assertThat(findings).extracting(Finding::code).containsExactly("guard-seam");
        Box box = java.util.Objects.requireNonNull(findings.getFirst().box());
        assertThat(box.x()).isEqualTo(99);
        assertThat(box.y()).isBetween(140, 150);
    }

    @Test
    void findsAStepThatIsSpreadOverAFewPixels() {
        Raster raster = evenly(CANVAS, 120);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 100; x++) {
                paint(raster, x, y, 120 + Math.min(30, 5 * (100 - x)));
            }
        }

        assertThat(Seams.visible(raster, CANVAS, true)).hasSize(1);
        assertThat(Seams.visible(raster, CANVAS, false)).as("no hard line").isEmpty();
    }

    @Test
    void takesASlowChangeForNoSeam() {
        Raster raster = evenly(CANVAS, 0);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 400; x++) {
                paint(raster, x, y, x / 2);
            }
        }

        assertThat(Seams.visible(raster, CANVAS, true)).isEmpty();
    }

    @Test
    void findsAFaceInWhatWasAddedButNotInABlur() throws IOException {
        byte[] astronaut = Photos.bytes("astronaut.png");
        var canvas = new Canvas(1024, 512, new Box(512, 0, 512, 512));
        var whole = new Mat(512, 1024, CV_8UC3, new Scalar(128, 128, 128, 0));
        try (var analyser = new Analyser();
                Picture face = ImageDecoder.decode(astronaut, ImageLimits.DEFAULT);
                Picture picture = Picture.of(whole)) {
            face.mat().copyTo(new Mat(whole, new Rect(0, 0, 512, 512)));
            var guard = new Guard(analyser);

            assertThat(codes(guard, picture, new Plan.Way(canvas, new QuiltFiller())))
                    .contains("guard-face");
            assertThat(codes(guard, picture, new Plan.Way(canvas, new BlurredFiller())))
                    .doesNotContain("guard-face");
        }
    }

    private static List<String> codes(Guard guard, Picture picture, Plan.Way way) {
        return guard.findings(new Outpainter.Extended(picture, way)).stream()
                .map(Finding::code)
                .toList();
    }

    private static Raster evenly(Canvas canvas, int level) {
        Raster raster = Raster.blank(canvas.width(), canvas.height());
        for (int y = 0; y < canvas.height(); y++) {
            for (int x = 0; x < canvas.width(); x++) {
                paint(raster, x, y, level);
            }
        }
        return raster;
    }

    private static void paint(Raster raster, int x, int y, int level) {
        for (int c = 0; c < 3; c++) {
            raster.set(x, y, c, level);
        }
    }
}
