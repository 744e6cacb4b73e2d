package io.darkroom.transform.smartcrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.contracts.Box;
import io.darkroom.contracts.Crop;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.StoredVariant;
import io.darkroom.contracts.UploadRequest.Renditions;
import io.darkroom.contracts.UploadRequest.Renditions.Format;
import io.darkroom.imaging.Encoding;
import io.darkroom.imaging.ImageDecoder;
import io.darkroom.imaging.ImageEncoder;
import io.darkroom.imaging.ImageLimits;
import io.darkroom.imaging.ImageType;
import io.darkroom.imaging.PerceptualHash;
import io.darkroom.imaging.Picture;
import io.darkroom.imaging.analysis.Analyser;
import io.darkroom.stage.StageInput;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.transform.Drawn;
import io.darkroom.transform.Inputs;
import io.darkroom.transform.Photos;
import io.darkroom.transform.Pictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SmartCropStageTest {
    private final SmartCropStage stage = new SmartCropStage(new Analyser(), true);

    @Test
    void cutsTheBoxesThatItReports() {
        var input =
                Inputs.crops(
                        Drawn.file(Drawn.disc(1600, 1200), Encoding.jpeg(90)),
                        null,
                        "1:1",
                        "1.91:1");

        StageOutcome.Succeeded outcome = run(input);

        var result = (StageResult.Cropped) outcome.result();
        var crops = result.crops();
        assertThat(PerceptualHash.parse(String.valueOf(result.perceptualHash())))
                .extracting(PerceptualHash.of(input.original(), ImageLimits.DEFAULT)::distance)
                .satisfies(bits -> assertThat(bits).isLessThanOrEqualTo(4));
        Box square = crops.get(0).box();
        assertThat(square.width()).isEqualTo(1200);
        assertThat(square.height()).isEqualTo(1200);
        assertThat(square.x()).isCloseTo(200, within(10));
        assertThat(crops.get(0).keeps()).containsExactly("salient-region");
        assertThat(outcome.variants())
                .extracting(
                        v -> v.name() + " " + v.width() + "x" + v.height() + " " + v.contentType())
                .containsExactly(
                        "crop-1x1 1080x1080 image/jpeg",
                        "crop-1_91x1 1080x566 image/jpeg",
                        "crop-debug 640x480 image/jpeg");
        assertThat(outcome.variants())
                .filteredOn(StoredVariant::reviewersOnly)
                .extracting(StoredVariant::name)
                .containsExactly("crop-debug");
        try (Picture file = ImageDecoder.decode(input.file("crop-1x1"), ImageLimits.DEFAULT)) {
            assertThat(file.width()).isEqualTo(1080);
            assertThat(file.height()).isEqualTo(1080);
        }
        assertThat(outcome.variants()).noneMatch(variant -> variant.generated());
    }

    @Test
    void neverEnlarges() {
        var input = Inputs.crops(Drawn.file(Drawn.disc(300, 200), Encoding.png()), null, "1:1");

        assertThat(run(input).variants().getFirst().width()).isEqualTo(200);
    }

    @Test
    void makesTheWidthsAndFormatsThatAreAskedFor() {
        var asked = new Renditions(List.of(320, 900), List.of(Format.JPEG, Format.WEBP), null);
        var input =
                Inputs.renditions(
                        Drawn.file(Drawn.disc(1200, 600), Encoding.jpeg(90)), asked, "1:1");

        StageOutcome.Succeeded outcome = run(input);

        assertThat(outcome.variants())
                .extracting(v -> v.name() + " " + v.width() + " " + v.contentType())
                .containsExactly(
                        "crop-1x1 600 image/jpeg",
                        "crop-1x1-320w 320 image/jpeg",
                        "crop-1x1-320w-webp 320 image/webp",
                        "crop-1x1-900w 600 image/jpeg",
                        "crop-1x1-900w-webp 600 image/webp",
                        "crop-debug 640 image/jpeg");
        assertThat(((StageResult.Cropped) outcome.result()).crops().getFirst().variants())
                .hasSize(5);
        assertThat(outcome.warnings())
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.code()).isEqualTo("rendition-not-upscaled");
                    assertThat(warning.detail()).contains("crop-1x1-900w (600 pixels)");
                });
    }

    @Test
    void enlargesWhereThatIsAskedFor() {
        var asked = new Renditions(List.of(900), null, true);
        var input =
                Inputs.renditions(
                        Drawn.file(Drawn.disc(1200, 600), Encoding.jpeg(90)), asked, "1:1");

        StageOutcome.Succeeded outcome = run(input);

        assertThat(outcome.variants().get(1).width()).isEqualTo(900);
        assertThat(outcome.warnings()).isEmpty();
        try (Picture file = ImageDecoder.decode(input.file("crop-1x1-900w"), ImageLimits.DEFAULT)) {
            assertThat(file.width()).isEqualTo(900);
        }
    }

    /** In one way or the other, never silently. */
    @Test
    void makesAvifOrSaysWhyNot() {
        var asked = new Renditions(null, List.of(Format.AVIF), null);
        var input =
                Inputs.renditions(
                        Drawn.file(Drawn.disc(300, 200), Encoding.jpeg(90)), asked, "1:1");

        StageOutcome.Succeeded outcome = run(input);

        if (ImageEncoder.writes(ImageType.AVIF)) {
            assertThat(outcome.variants().get(1).name()).isEqualTo("crop-1x1-avif");
            assertThat(outcome.variants().get(1).contentType()).isEqualTo("image/avif");
        } else {
            assertThat(outcome.warnings())
                    .singleElement()
                    .satisfies(warning ->
                            assertThat(warning.detail()).contains("libvips", "crop-1x1-avif"));
        }
    }

    @Test
    void keepsTransparency() {
        var input = Inputs.crops(Drawn.file(Drawn.cutOut(300, 200), Encoding.png()), null, "1:1");

        assertThat(run(input).variants().getFirst().contentType()).isEqualTo("image/webp");
        try (Picture file = ImageDecoder.decode(input.file("crop-1x1"), ImageLimits.DEFAULT)) {
            assertThat(file.hasAlpha()).isTrue();
        }
    }

    @Test
    void saysWhoChoseThePoint() {
        byte[] picture = Drawn.file(Drawn.disc(300, 200), Encoding.png());

        var chosen = cropped(Inputs.crops(picture, new Point(0.9, 0.5), "1:1"));
        var found = cropped(Inputs.crops(picture, null, "1:1"));

        assertThat(Objects.requireNonNull(chosen.focalPoint()).source().kind())
                .isEqualTo(Source.Kind.PERSON);
        assertThat(chosen.crops().getFirst().box().x()).isGreaterThan(75);
        assertThat(Objects.requireNonNull(found.focalPoint()).source().kind())
                .isEqualTo(Source.Kind.BUILT_IN);
        assertThat(found.focalPoint().x()).isCloseTo(0.5, within(0.05));
    }

    @Test
    void refusesWhatCannotBeDecoded() {
        var input = Inputs.crops("no picture".getBytes(StandardCharsets.UTF_8), null, "1:1");

        assertThatThrownBy(() -> stage.run(input))
                .isInstanceOfSatisfying(
                        TerminalStageException.class,
                        e ->
                                assertThat(e.failure().type())
                                        .isEqualTo("urn:darkroom:problem:not-an-image"));
    }

    @Test
    void takesASinglePixel() {
        var crops =
                cropped(Inputs.crops(Drawn.file(Drawn.disc(1, 1), Encoding.png()), null, "20:1"));

        assertThat(crops.crops().getFirst().box()).isEqualTo(new Box(0, 0, 1, 1));
    }

    @Test
    void cropsEveryPhotograph() throws IOException {
        for (Path photo : Photos.all()) {
            byte[] bytes = Files.readAllBytes(photo);
            var size = Pictures.size(bytes);
            for (Crop crop : cropped(Inputs.crops(bytes, null, "1:1", "16:9", "9:16")).crops()) {
                Box box = crop.box();
                double ratio = crop.ratio().value();
                assertThat(Math.abs(box.width() - box.height() * ratio)).isLessThanOrEqualTo(1);
                assertThat(Math.abs(box.height() - box.width() / ratio)).isLessThanOrEqualTo(1);
                assertThat(box.x() + box.width()).isLessThanOrEqualTo(size.width());
                assertThat(box.y() + box.height()).isLessThanOrEqualTo(size.height());
            }
        }
    }

    @Test
    void keepsAllFourFacesWhereTheyFit() throws IOException {
        byte[] table = Photos.bytes("four-people-at-table.jpg");

        var crops = cropped(Inputs.crops(table, null, "16:9", "9:16")).crops();

        assertThat(crops.get(0).keeps()).contains("face", "all-faces");
        assertThat(crops.get(1).keeps()).contains("face");
    }

    private StageResult.Cropped cropped(StageInput input) {
        return (StageResult.Cropped) run(input).result();
    }

    private StageOutcome.Succeeded run(StageInput input) {
        return (StageOutcome.Succeeded) stage.run(input);
    }
}
