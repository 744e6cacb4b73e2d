package io.darkroom.transform.outpaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setRNGSeed;

import io.darkroom.contracts.Cost;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Margins;
import io.darkroom.contracts.Outpaint;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Ratio;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.UploadRequest.Background;
import io.darkroom.contracts.UploadRequest.OutpaintRequest;
import io.darkroom.contracts.instruction.InstructionRules;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.MetadataReader;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.stage.KeptInput;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.transform.Drawn;
import io.darkroom.transform.Inputs;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent to a model, and how what it paints is fitted to the original. */
class ModelOutpaintTest {
    private static final int PAINTED = 180;

    private final Analyser analyser = new Analyser();
    private final RecordingModel model = new RecordingModel();
    private final OutpaintStage stage =
            new OutpaintStage(
                    analyser,
                    new OutpaintSettings(
                            InstructionRules.builtIn(),
                            model,
                            "Example GmbH",
                            true,
                            ManifestSigner.UNSIGNED));

    /** Paints everything in one grey, the original too, as image models do. */
    private static final class RecordingModel implements ImageEdits {
        private final List<byte[]> pictures = new ArrayList<>();
        private final List<byte[]> masks = new ArrayList<>();
        private final List<String> prompts = new ArrayList<>();

        @Override
        public String engine() {
            return "recording";
        }

        @Override
        public String model() {
            return "grey-1";
        }

        @Override
        public List<Size> sizes() {
            return List.of(new Size(300, 200), new Size(200, 300), new Size(240, 240));
        }

        @Override
        public Cost cost() {
            return new Cost("USD", new BigDecimal("0.04"), null, null);
        }

        @Override
        public byte[] edit(byte[] png, byte[] mask, Size size, String prompt) {
            pictures.add(png);
            masks.add(mask);
            prompts.add(prompt);
            var grey = Scalar.all(PAINTED);
            try (Picture painted =
                    Picture.of(new Mat(size.height(), size.width(), CV_8UC3, grey))) {
                return ImageEncoder.encode(painted, Encoding.png());
            }
        }
    }

    @AfterEach
    void close() {
        analyser.close();
    }

    @Test
    void keepsEveryPixelOfTheOriginal() {
        byte[] file = Drawn.file(Drawn.gravel(320, 240), Encoding.png());
        var input = Inputs.outpaint(file, "2:1");

        Outpaint outpaint = extended(input);

        Raster before = decoded(file);
        Raster after = decoded(input.file("outpaint-2x1"));
        var place = Objects.requireNonNull(outpaint.placement());
        assertThat(after.width()).isEqualTo(480);
        for (int y = 0; y < before.height(); y++) {
            for (int x = 0; x < before.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(after.at(x + place.x(), y, c)).isEqualTo(before.at(x, y, c));
                }
            }
        }
        assertThat(outpaint.findings())
                .extracting(Finding::code)
                .doesNotContain("guard-original-changed");
    }

    @Test
    void sendsTheOriginalOnATransparentCanvasWithAMask() {
        extended(Inputs.outpaint(Drawn.file(Drawn.disc(320, 240), Encoding.png()), "2:1"));

        try (Picture picture = ImageDecoder.decode(model.pictures.getFirst(), ImageLimits.DEFAULT);
                Picture mask = ImageDecoder.decode(model.masks.getFirst(), ImageLimits.DEFAULT)) {
            assertThat(picture.width()).isEqualTo(300);
            assertThat(picture.height()).isEqualTo(200);
            assertThat(alpha(picture, 5, 100)).isZero();
            assertThat(alpha(picture, 150, 100)).isEqualTo(255);
            assertThat(alpha(picture, 150, 5)).as("below and above the canvas").isZero();
            assertThat(alpha(mask, 5, 100)).isZero();
            assertThat(alpha(mask, 150, 100)).isEqualTo(255);
        }
        assertThat(model.prompts.getFirst()).contains("continue the ground.");
    }

    @Test
    void meetsTheOriginalInColourAtTheEdge() {
        // The ground is 200, the model paints 180.
        var input = Inputs.outpaint(Drawn.file(Drawn.disc(320, 240), Encoding.png()), "2:1");

        Outpaint outpaint = extended(input);

        Raster after = decoded(input.file("outpaint-2x1"));
        int edge = Objects.requireNonNull(outpaint.placement()).x();
        assertThat(after.at(edge - 1, 120, 1)).isBetween(194, 204);
        assertThat(after.at(3, 120, 1)).isBetween(PAINTED - 4, 192);
        assertThat(outpaint.findings()).isEmpty();
    }

    @Test
    void writesHowItCameAboutIntoFileAndRecord() {
        var request =
                new OutpaintRequest(
                        null,
                        "more wall",
                        new Margins(0, 0.25, 0, 0.25),
                        List.of("plants"),
                        9L,
                        null);
        var input = Inputs.outpaint(Drawn.file(Drawn.disc(320, 240), Encoding.png()), request);

        var outcome = (StageOutcome.Succeeded) stage.run(input);

        Outpaint outpaint = ((StageResult.Extended) outcome.result()).outpaint();
        assertThat(outpaint.aspectRatio().text()).isEqualTo("480:240");
        assertThat(outpaint.seed()).isEqualTo(9);
        assertThat(outpaint.ruleVersion()).isEqualTo("1");
        assertThat(outcome.cost()).isEqualTo(model.cost());
        assertThat(outcome.model()).isEqualTo("grey-1");
        assertThat(outcome.warnings()).isEmpty();
        var provenance =
                Objects.requireNonNull(
                        MetadataReader.read(input.file("outpaint-margins"), ImageLimits.DEFAULT)
                                .descriptive()
                                .provenance());
        assertThat(provenance.digitalSourceType())
                .endsWith("/compositeWithTrainedAlgorithmicMedia");
        assertThat(provenance.prompt()).contains("more wall.").contains("Avoid: plants.");
        assertThat(provenance.promptWriter()).isEqualTo("Example GmbH");
        assertThat(outpaint.provenance())
                .isEqualTo(
                        new Outpaint.Provenance(
                                provenance.digitalSourceType(),
                                String.valueOf(provenance.system()),
                                "grey-1",
                                provenance.prompt(),
                                "Example GmbH",
                                false));
    }

    @Test
    void replacesTheBackgroundAndKeepsTheSubject() {
        byte[] file = Drawn.file(Drawn.disc(320, 240), Encoding.png());
        var request = new OutpaintRequest(null, "dark", null, null, null, new Background(null));
        var input = Inputs.outpaint(file, request);

        Outpaint outpaint = extended(input);

        assertThat(outpaint.backgroundReplaced()).isTrue();
        Raster before = decoded(file);
        Raster after = decoded(input.file("background"));
        assertThat(after.at(160, 120, 2)).isEqualTo(before.at(160, 120, 2));
        assertThat(after.at(160, 85, 2)).as("the disc's upper part").isEqualTo(200);
        assertThat(after.at(5, 5, 1)).as("no longer 200").isBetween(176, 190);
        assertThat(model.prompts.getFirst()).startsWith("Replace the background");
    }

    @Test
    void makesTheSameFileOfTheSameSeedWhateverOpenCvDrewBefore() {
        byte[] file = Drawn.file(Drawn.disc(320, 240), Encoding.png());
        var request = new OutpaintRequest(null, "dark", null, null, 5L, new Background(null));
        var input = Inputs.outpaint(file, request);
        var again = Inputs.outpaint(file, request);

        setRNGSeed(17);
        extended(input);
        setRNGSeed(18);
        extended(again);

        assertThat(again.file("background")).isEqualTo(input.file("background"));
    }

    @Test
    void takesTheOutlineOfTheRequest() {
        var outline =
                List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 1), new Point(0, 1));
        var request =
                new OutpaintRequest(
                        new Ratio("2:1"), "dark", null, null, null, new Background(outline));
        byte[] file = Drawn.file(Drawn.gravel(320, 240), Encoding.png());
        var input = Inputs.outpaint(file, request);

        extended(input);

        Raster before = decoded(file);
        Raster after = decoded(input.file("background-2x1"));
        for (int x = 0; x < 158; x++) {
            assertThat(after.at(80 + x, 30, 0)).isEqualTo(before.at(x, 30, 0));
        }
        assertThat(after.at(80 + 300, 30, 0)).isNotEqualTo(before.at(300, 30, 0));
    }

    @Test
    void aBackgroundNeedsAModel() {
        var builtIn = new OutpaintStage(analyser, OutpaintSettings.builtIn());
        var request = new OutpaintRequest(null, "dark", null, null, null, new Background(null));

        assertThatThrownBy(() ->
                        builtIn.run(
                                Inputs.outpaint(
                                        Drawn.file(Drawn.disc(320, 240), Encoding.png()), request)))
                .isInstanceOfSatisfying(
                        TerminalStageException.class,
                        e -> assertThat(e.failure().type()).endsWith("outpaint-model-missing"));
    }

    @Test
    void aRefusedInstructionReachesNoModel() {
        var request = new OutpaintRequest(new Ratio("2:1"), "in the style of Banksy");

        assertThatThrownBy(() ->
                        stage.run(
                                Inputs.outpaint(
                                        Drawn.file(Drawn.disc(320, 240), Encoding.png()), request)))
                .isInstanceOfSatisfying(
                        TerminalStageException.class,
                        e -> assertThat(e.failure().type()).endsWith("instruction-refused"));
        assertThat(model.prompts).isEmpty();
    }

    @Test
    void aStyleGoesToReview() {
        var request = new OutpaintRequest(new Ratio("2:1"), "in the style of Jane Painter");
        var input = Inputs.outpaint(Drawn.file(Drawn.disc(320, 240), Encoding.png()), request);

        assertThat(extended(input).findings())
                .extracting(Finding::code)
                .contains("instruction-style");
    }

    private Outpaint extended(KeptInput input) {
        var outcome = (StageOutcome.Succeeded) stage.run(input);
        return ((StageResult.Extended) outcome.result()).outpaint();
    }

    private static int alpha(Picture picture, int x, int y) {
        return picture.mat().ptr(y, x).get(3) & 0xff;
    }

    private static Raster decoded(byte[] file) {
        try (Picture picture = ImageDecoder.decode(file, ImageLimits.DEFAULT);
                Picture flat = picture.flattened()) {
            return Raster.of(flat.mat());
        }
    }
}
