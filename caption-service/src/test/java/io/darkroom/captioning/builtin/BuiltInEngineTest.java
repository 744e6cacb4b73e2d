package io.darkroom.captioning.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.captioning.Inputs;
import io.darkroom.captioning.autotag.TagEngine;
import io.darkroom.captioning.caption.CaptionEngine;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Tag;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.stage.StageInput;
import io.darkroom.stage.TerminalStageException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInEngineTest {
    private static final TagEngine.Question TAGS =
            new TagEngine.Question("default", "00", "en", List.of(), 30);

    private final BuiltInEngine engine = new BuiltInEngine(Optional.empty());

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anOperatorsFaceModelIsTaken(@TempDir Path folder) {
        var missing = Optional.of(folder.resolve("yunet.onnx"));

        assertThatThrownBy(() -> new BuiltInEngine(missing))
                .hasMessageContaining("yunet.onnx cannot be read")
                .hasMessageContaining("darkroom.faces.model");
    }

    @Test
    void aRedDiscOnWhiteIsARedSubjectOnAPlainWhiteBackground() throws IOException {
        assertThat(alt(disc(Color.RED, Color.WHITE), "en"))
                .startsWith("Red subject in the centre against a plain white background");
        assertThat(alt(disc(Color.RED, Color.WHITE), "de"))
                .startsWith("Rotes Motiv in der Bildmitte vor schlichtem weißem Hintergrund");
    }

    /** A gleam on a wall is no subject, and a black and white coat is not grey. */
    @Test
    void whatIsNotSureIsNotSaid() throws IOException {
        assertThat(alt(disc(new Color(146, 146, 146), new Color(128, 128, 128)), "en"))
                .startsWith("Scene in black and white with a plain grey background");
        assertThat(alt(disc(Color.GRAY, new Color(30, 140, 40)), "en"))
                .startsWith("Subject in the centre against a plain green background");
        assertThat(alt(disc(Color.GRAY, new Color(30, 140, 40)), "de"))
                .startsWith("Motiv in der Bildmitte vor schlichtem grünem Hintergrund");
    }

    @Test
    void labelsNameTheColoursTheShapeAndTheBackground() throws IOException {
        assertThat(label(disc(Color.RED, Color.WHITE)).tags())
                .extracting(Tag::label)
                .contains("white", "plain background", "horizontal");
    }

    @Test
    void everyValueSaysThatNoModelWroteIt() throws IOException {
        byte[] picture = disc(Color.BLUE, Color.YELLOW);

        assertThat(captions(picture, List.of("en", "de")))
                .extracting(caption -> caption.source().kind())
                .containsOnly(Source.Kind.BUILT_IN);
        assertThat(label(picture).tags())
                .extracting(tag -> tag.source().kind())
                .containsOnly(Source.Kind.BUILT_IN);
    }

    @Test
    void regionalVariantsOfALanguageAreWritten() {
        assertThat(Stream.of("en-GB", "de-CH", "DE")).allMatch(engine::writes);
        assertThat(Stream.of("ja", "fr-CA", "und")).noneMatch(engine::writes);
    }

    @Test
    void aPictureThatCannotBeDecodedIsTheEnd() {
        byte[] text = "no picture".getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> label(text))
                .isInstanceOfSatisfying(
                        TerminalStageException.class,
                        e -> assertThat(e.failure().type()).endsWith("not-an-image"));
    }

    /** The sentences are also written to target/, for a person to read. */
    @Test
    void realPhotographsGetShortPlainSentences() throws IOException {
        var report = new StringBuilder();
        for (Path photograph : photographs()) {
            byte[] picture = Files.readAllBytes(photograph);
            var captions = captions(picture, List.of("en", "de"));
            var tags = label(picture).tags();
            report.append(photograph.getFileName()).append('\n');
            captions.forEach(c ->
                    report.append("  ")
                            .append(c.alt())
                            .append("\n    ")
                            .append(c.longDescription())
                            .append('\n'));
            tags.forEach(tag ->
                    report.append("  #").append(tag.label()).append(' ').append(tag.confidence()));
            report.append("\n\n");
            assertThat(captions)
                    .allSatisfy(caption ->
                            assertThat(caption.alt())
                                    .hasSizeBetween(20, 125)
                                    .doesNotContainIgnoringCase("image of")
                                    .doesNotContain("null"));
            assertThat(tags).isNotEmpty();
        }
        Files.writeString(Path.of("target", "photographs.txt"), report);
    }

    private static List<Path> photographs() throws IOException {
        var folder = Path.of(System.getProperty("photos"));
        Assumptions.assumeTrue(
                Files.isDirectory(folder), () -> "No photographs at " + folder + "; skipped");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .sorted()
                    .toList();
        }
    }

    private String alt(byte[] picture, String language) {
        return captions(picture, List.of(language)).getFirst().alt();
    }

    private TagEngine.Answer label(byte[] picture) {
        return engine.label(input(picture), TAGS);
    }

    private static StageInput input(byte[] picture) {
        return Inputs.of(picture, UploadRequest.EMPTY);
    }

    private List<Caption> captions(byte[] picture, List<String> languages) {
        return engine.write(
                        input(picture),
                        new CaptionEngine.Question("default", "00", languages, null, Map.of()))
                .captions();
    }

    private static byte[] disc(Color disc, Color ground) throws IOException {
        var image = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(ground);
        pen.fillRect(0, 0, 1200, 900);
        pen.setColor(disc);
        pen.fillOval(450, 300, 300, 300);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
