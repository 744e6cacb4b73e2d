package io.darkroom.transform.outpaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.circle;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Margins;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.transform.Drawn;
import io.darkroom.transform.Photos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put into a margin is found, and a clean margin is left in peace. */
class GuardTest {
    private static final int SIDE = 512;
    private static final int MARGIN = 400;

    private final Analyser analyser = new Analyser();
    private final Guard guard = new Guard(analyser);

    @AfterEach
    void close() {
        analyser.close();
    }

    @ParameterizedTest
    @CsvSource({"1.0, false", "1.0, true", "0.8, false"})
    void findsASecondAstronaut(double size, boolean mirrored) throws IOException {
        var scene = astronaut();
        int side = (int) (SIDE * size);
        Mat copy = scene.original.resized(side, side).toMat();
        if (mirrored) {
            flip(copy, copy, 1);
        }
        int shown = Math.min(side, MARGIN);
        new Mat(copy, new Rect((side - shown) / 2, 0, shown, side))
                .copyTo(new Mat(scene.whole, new Rect(0, SIDE - side, shown, side)));

        List<Finding> findings = scene.findings();

        assertThat(findings).extracting(Finding::code).contains("guard-person", "guard-face");
        assertThat(findings)
                .filteredOn(finding -> !finding.code().equals("guard-seam"))
                .allSatisfy(finding -> assertThat(box(finding).x()).isLessThan(MARGIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SALE 50% OFF", "www.example.com", "Darkroom", "GUT 2026"})
    void findsWriting(String text) throws IOException {
        var scene = astronaut();
        putText(
                scene.whole,
                text,
                new Point(30, 200),
                FONT_HERSHEY_SIMPLEX,
                1.1,
                new Scalar(20, 20, 30, 0),
                3,
                LINE_8,
                false);

        assertThat(scene.findings())
                .filteredOn(finding -> finding.code().equals("guard-text"))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(box(finding).y()).isBetween(150, 205))
                .anySatisfy(finding -> assertThat(box(finding).x()).isBetween(20, 60));
    }

    @Test
    void findsWritingInLightLettersOnGravel() {
        try (Picture gravel = Drawn.disc(360, 270)) {
            var scene = new Scene(Raster.of(gravel.mat()), 260);
            putText(
                    scene.whole,
                    "OPEN DAILY",
                    new Point(20, 90),
                    FONT_HERSHEY_SIMPLEX,
                    0.9,
                    new Scalar(250, 250, 250, 0),
                    2,
                    LINE_8,
                    false);

            assertThat(scene.findings()).extracting(Finding::code).contains("guard-text");
        }
    }

    @Test
    void findsALogo() throws IOException {
        var scene = astronaut();
        circle(scene.whole, new Point(120, 300), 40, new Scalar(60, 250, 40, 0), FILLED, LINE_8, 0);

        assertThat(scene.findings())
                .filteredOn(finding -> finding.code().equals("guard-text"))
                .singleElement()
                .satisfies(finding -> assertThat(box(finding).x()).isBetween(70, 90));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "511, 511", "0, 511", "255, 13"})
    void findsASinglePixelOfTheOriginalThatIsNotAsItWas(int x, int y) throws IOException {
        var scene = astronaut();
        byte[] pixel = new byte[1];
        scene.whole.ptr(y, x + MARGIN).get(pixel);
        scene.whole.ptr(y, x + MARGIN).put((byte) (pixel[0] ^ 1));

        assertThat(scene.findings())
                .contains(
                        new Finding(
                                "guard-original-changed",
                                new Box(x + MARGIN, y, 1, 1),
                                "Pixels of the original are not as they were."));
    }

    @Test
    void seesNobodyInABlur() throws IOException {
        var scene = astronaut();
        Mat copy = scene.original.toMat();
        new Mat(copy, new Rect(56, 0, MARGIN, SIDE))
                .copyTo(new Mat(scene.whole, new Rect(0, 0, MARGIN, SIDE)));

        assertThat(guard.findings(scene.subject(false)))
                .extracting(Finding::code)
                .doesNotContain("guard-face", "guard-person");
    }

    @Test
    void leavesCleanOutpaintsInPeace() throws IOException {
        var requests =
                List.of(
                        new OutpaintRequest(new Ratio("16:9"), "more"),
                        new OutpaintRequest(new Ratio("1:1"), "more"),
                        new OutpaintRequest(
                                null, "more", new Margins(0.1, 0.1, 0.1, 0.1), null, 3L, null));
        var found = new ArrayList<String>();
        int clean = 0;
        for (Path photo : Photos.all()) {
            for (OutpaintRequest request : requests) {
                clean += clean(photo, request, found);
            }
        }

        assertThat(clean).isGreaterThanOrEqualTo(30);
        assertThat(found).hasSizeLessThanOrEqualTo(2);
    }

    /** Extends a small version of a photograph by the ladder; a refusal is clean, too. */
    private int clean(Path photo, OutpaintRequest request, List<String> found) throws IOException {
        try (Picture whole =
                        ImageDecoder.decode(Files.readAllBytes(photo), ImageLimits.DEFAULT, 300);
                Picture small = small(whole)) {
            Canvas canvas = Canvas.around(small.width(), small.height(), request);
            if (canvas.complete()) {
                return 0;
            }
            var background = new Background(analyser.analyse(small.mat()));
            Plan plan;
            try {
                plan = Plan.of(small.width(), small.height(), request, background);
            } catch (io.darkroom.stage.TerminalStageException refused) {
                return 0;
            }
            Extended extended = Outpainter.extend(small, plan, background);
            try (Picture picture = extended.picture()) {
                guard.findings(
                                new Guard.Subject(
                                        Raster.of(picture.mat()),
                                        extended.canvas(),
                                        extended.kept(),
                                        Raster.of(small.mat()),
                                        background,
                                        extended.detailed()))
                        .forEach(finding -> found.add(photo + " " + finding));
            }
            return 1;
        }
    }

    private static Picture small(Picture whole) {
        double scale = 180.0 / Math.max(whole.width(), whole.height());
        return whole.resized(
                (int) Math.round(whole.width() * scale), (int) Math.round(whole.height() * scale));
    }

    private Scene astronaut() throws IOException {
        try (Picture picture =
                ImageDecoder.decode(Photos.bytes("astronaut.png"), ImageLimits.DEFAULT)) {
            return new Scene(Raster.of(picture.mat()), MARGIN);
        }
    }

    private static Box box(Finding finding) {
        return Objects.requireNonNull(finding.box());
    }

    /** A picture with an empty, light margin on its left. */
    private final class Scene {
        final Raster original;
        final Mat whole;
        private final Canvas canvas;

        Scene(Raster original, int margin) {
            this.original = original;
            this.canvas =
                    new Canvas(
                            margin + original.width(),
                            original.height(),
                            new Box(margin, 0, original.width(), original.height()));
            this.whole =
                    new Mat(canvas.height(), canvas.width(), CV_8UC3, new Scalar(190, 190, 190, 0));
            original.toMat()
                    .copyTo(
                            new Mat(
                                    whole,
                                    new Rect(margin, 0, original.width(), original.height())));
        }

        List<Finding> findings() {
            return guard.findings(subject(true));
        }

        Guard.Subject subject(boolean detailed) {
            var background = new Background(analyser.analyse(original.toMat()));
            return new Guard.Subject(
                    Raster.of(whole), canvas, canvas::holds, original, background, detailed);
        }
    }
}
