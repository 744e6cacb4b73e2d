package io.darkroom.transform.outpaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.NORM_L2;
import static org.bytedeco.opencv.global.opencv_core.norm;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Margins;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.MetadataReader;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.Provenance;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.stage.KeptInput;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.transform.Drawn;
import io.darkroom.transform.Inputs;
import io.darkroom.transform.Photos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutpaintStageTest {
    private final Analyser analyser = new Analyser();
    private final OutpaintStage stage = new OutpaintStage(analyser, OutpaintSettings.builtIn());

    @ParameterizedTest
    @CsvSource({
        "800,600,16:9,1067,600,133,0",
        "800,600,1:1,800,800,0,100",
        "4000,3000,16:9,2048,1152,256,0",
        "100,100,20:1,2000,100,950,0",
        "1,1,16:9,2,1,0,0",
        "800,600,4:3,800,600,0,0"
    })
    void placesTheOriginal(
            int width, int height, String ratio, int outWidth, int outHeight, int x, int y) {
        Canvas canvas = Canvas.around(width, height, new Ratio(ratio), Canvas.Anchor.MIDDLE);

        assertThat(canvas.width()).isEqualTo(outWidth);
        assertThat(canvas.height()).isEqualTo(outHeight);
        assertThat(canvas.placement().x()).isEqualTo(x);
        assertThat(canvas.placement().y()).isEqualTo(y);
    }

    @Test
    void leavesEveryPixelOfTheOriginalAsItWas() {
        for (Filler filler :
                List.of(new ReflectionFiller(), new PatchFiller(1), new BlurredFiller())) {
            boolean plain = filler instanceof ReflectionFiller;
            try (Picture picture = plain ? Drawn.disc(240, 180) : Drawn.gravel(240, 180)) {
                var background = new Background(analyser.analyse(picture.mat()));
                Canvas canvas = Canvas.around(240, 180, new Ratio("16:9"), Canvas.Anchor.MIDDLE);
                var plan = new Plan(List.of(new Plan.Way(canvas, filler)));

                var extended = Outpainter.extend(picture, plan, background);

                assertThat(extended.method()).isEqualTo(filler.method());
                try (Picture whole = extended.picture()) {
                    assertThat(whole.width()).isEqualTo(canvas.width());
                    Box p = canvas.placement();
                    assertThat(difference(whole, picture, p)).isZero();
                    try (Picture png = inFile(whole, Encoding.png());
                            Picture jpeg = inFile(whole, Encoding.jpeg(OutpaintStage.QUALITY))) {
                        assertThat(difference(png, picture, p)).as("PNG").isZero();
                        // Rounded again, with colours at half the size: a few levels at most.
                        assertThat(rootMeanSquare(jpeg, picture, p))
                                .as("JPEG")
                                .isBetween(0.01, 4.0);
                    }
                }
            }
        }
    }

    private static Picture inFile(Picture picture, Encoding encoding) {
        return ImageDecoder.decode(ImageEncoder.encode(picture, encoding), ImageLimits.DEFAULT);
    }

    /** The largest of any channel of any pixel of the original. */
    private static double difference(Picture whole, Picture original, Box p) {
        return norm(part(whole, p), original.mat(), NORM_INF, new Mat());
    }

    private static double rootMeanSquare(Picture whole, Picture original, Box p) {
        double sum = norm(part(whole, p), original.mat(), NORM_L2, new Mat());
        return sum / Math.sqrt(3.0 * p.width() * p.height());
    }

    private static Mat part(Picture whole, Box p) {
        return new Mat(whole.mat(), new Rect(p.x(), p.y(), p.width(), p.height()));
    }

    @Test
    void copiesNoPartOfTheSubject() {
        var input = Inputs.outpaint(Drawn.file(Drawn.gravel(360, 270), Encoding.png()), "16:9");

        Outpaint outpaint = extended(input);

        assertThat(outpaint.method()).isEqualTo("patch-match");
        Raster raster = decoded(input.file("outpaint-16x9"));
        Box place = java.util.Objects.requireNonNull(outpaint.placement());
        for (int y = 0; y < raster.height(); y++) {
            for (int x = 0; x < place.x(); x++) {
                assertThat(raster.at(x, y, 2) - raster.at(x, y, 0)).isLessThan(40);
            }
        }
    }

    @Test
    void continuesPlainGroundEvenly() {
        var input = Inputs.outpaint(Drawn.file(Drawn.disc(400, 300), Encoding.png()), "2:1");

        Outpaint outpaint = extended(input);

        assertThat(outpaint.method()).isEqualTo("reflection");
        assertThat(outpaint.engine()).isEqualTo("built-in");
        assertThat(outpaint.findings()).isEmpty();
        Raster raster = decoded(input.file("outpaint-2x1"));
        for (int y = 0; y < raster.height(); y += 7) {
            for (int x = 0; x < 90; x += 7) {
                assertThat(raster.at(x, y, 1)).isBetween(197, 203);
            }
        }
    }

    @Test
    void keepsTransparency() {
        var input = Inputs.outpaint(Drawn.file(Drawn.cutOut(400, 300), Encoding.png()), "2:1");

        assertThat(extended(input).variants()).containsExactly("outpaint-2x1");
        try (Picture whole = ImageDecoder.decode(input.file("outpaint-2x1"), ImageLimits.DEFAULT)) {
            assertThat(whole.hasAlpha()).isTrue();
            assertThat(whole.mat().ptr(150, 10).get(3)).isZero();
        }
    }

    @Test
    void marksItsFileAsGenerated() {
        var input = Inputs.outpaint(Drawn.file(Drawn.disc(400, 300), Encoding.jpeg(90)), "2:1");

        var outcome = (StageOutcome.Succeeded) stage.run(input);

        assertThat(outcome.variants()).singleElement().matches(variant -> variant.generated());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void saysInTheFileThatPartOfItIsSynthetic(boolean transparent) {
        Picture picture = transparent ? Drawn.cutOut(400, 300) : Drawn.disc(400, 300);
        var input = Inputs.outpaint(Drawn.file(picture, Encoding.png()), "2:1");

        stage.run(input);

        Provenance provenance =
                java.util.Objects.requireNonNull(
                        MetadataReader.read(input.file("outpaint-2x1"), ImageLimits.DEFAULT)
                                .descriptive()
                                .provenance());
        assertThat(provenance.digitalSourceType())
                .isEqualTo("http://cv.iptc.org/newscodes/digitalsourcetype/composite");
        assertThat(provenance.system()).contains("no trained model");
        assertThat(provenance.prompt()).as("this engine follows none").isNull();
    }

    @Test
    void warnsThatTheInstructionIsNotFollowed() {
        var input = Inputs.outpaint(Drawn.file(Drawn.disc(400, 300), Encoding.png()), "2:1");

        var outcome = (StageOutcome.Succeeded) stage.run(input);

        assertThat(outcome.warnings())
                .extracting(Finding::code)
                .containsExactly("instruction-not-followed");
    }

    @Test
    void skipsWhereThereIsNothingToAdd() {
        var input = Inputs.outpaint(Drawn.file(Drawn.disc(400, 300), Encoding.jpeg(90)), "4:3");

        assertThat(stage.run(input)).isInstanceOf(StageOutcome.Skipped.class);
    }

    @Test
    void refusesToInventTheRestOfAFace() throws IOException {
        byte[] astronaut = Photos.bytes("astronaut.png");
        try (Picture whole = ImageDecoder.decode(astronaut, ImageLimits.DEFAULT)) {
            // So narrow that both sides cut the hair.
            byte[] face = Drawn.file(whole.cropped(162, 40, 124, 260), Encoding.png());

            assertThatThrownBy(() -> stage.run(Inputs.outpaint(face, "16:9")))
                    .isInstanceOfSatisfying(
                            TerminalStageException.class,
                            e ->
                                    assertThat(e.failure().type())
                                            .isEqualTo("urn:darkroom:problem:outpaint-refused"));
        }
    }

    @Test
    void refusesWhatCannotBeDecoded() {
        var input = Inputs.outpaint("no picture".getBytes(StandardCharsets.UTF_8), "16:9");

        assertThatThrownBy(() -> stage.run(input)).isInstanceOf(TerminalStageException.class);
    }

    /** Every photograph in every ratio is {@code ./darkroom bench outpaint}. */
    @ParameterizedTest
    @CsvSource({"leaf-on-snow.jpg,reflection", "sunset-clouds.jpg,patch-match"})
    void extendsAPhotographAtFullSize(String photo, String method) throws IOException {
        var input = Inputs.outpaint(Photos.bytes(photo), "16:9");

        Outpaint outpaint = extended(input);

        Raster raster = decoded(input.file("outpaint-16x9"));
        assertThat(raster.width()).isEqualTo(Canvas.LONG_SIDE);
        assertThat((double) raster.width() / raster.height()).isBetween(1.76, 1.79);
        assertThat(outpaint.method()).isEqualTo(method);
        assertThat(outpaint.findings()).isEmpty();
    }

    @Test
    void doesNotContinueASubjectThatTheEdgeCuts() {
        // The disc of the middle, cut in two by the right edge.
        try (Picture whole = Drawn.gravel(480, 270)) {
            byte[] half = Drawn.file(whole.cropped(0, 0, 240, 270), Encoding.png());
            var margins = new Margins(0, 0.3, 0, 0);
            var request = new OutpaintRequest(null, "more", margins, null, null, null);

            assertThat(extended(Inputs.outpaint(half, request)).method()).isEqualTo("blurred-fill");
        }
    }

    private Outpaint extended(KeptInput input) {
        var outcome = (StageOutcome.Succeeded) stage.run(input);
        return ((StageResult.Extended) outcome.result()).outpaint();
    }

    private static Raster decoded(byte[] file) {
        try (Picture picture = ImageDecoder.decode(file, ImageLimits.DEFAULT);
                Picture flat = picture.flattened()) {
            return Raster.of(flat.mat());
        }
    }
}
