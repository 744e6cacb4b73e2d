package io.darkroom.captioning.autotag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.darkroom.captioning.Inputs;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.Tag;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.imaging.DescriptiveMetadata;
import io.darkroom.imaging.MetadataWriter;
import io.darkroom.stage.StageInput;
import io.darkroom.stage.TerminalStageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class AutoTagStageTest {
    /** Finds the same two labels in every picture, and lets go of it as an engine may. */
    private static final TagEngine ENGINE =
            new TagEngine() {
                @Override
                public String name() {
                    return "test";
                }

                @Override
                public String version() {
                    return "1";
                }

                @Override
                public Answer label(StageInput picture, Question question) {
                    picture.letGo();
                    var source = Source.builtIn(Instant.EPOCH);
                    return new Answer(
                            List.of(
                                    new Tag("sky", "en", 0.6, source),
                                    new Tag("red", "en", 0.3, source)),
                            null,
                            null);
                }
            };

    private final AutoTagStage stage = new AutoTagStage(ENGINE);

    @Test
    void theFilesKeywordsComeFirstAndAreMarkedAsItsOwn() throws IOException {
        assertThat(tags(withKeywords("harbour", "null", " Sky "), "{}"))
                .extracting(Tag::label, tag -> tag.source().kind())
                .containsExactly(
                        tuple("Sky", Source.Kind.FILE),
                        tuple("harbour", Source.Kind.FILE),
                        tuple("red", Source.Kind.BUILT_IN));
    }

    @Test
    void labelsBelowTheRequestsThresholdAreLeftOut() throws IOException {
        assertThat(tags(withKeywords(), "{\"tags\": {\"minConfidence\": 0.5}}"))
                .extracting(Tag::label)
                .containsExactly("sky");
    }

    @Test
    void noLabelIsAResultToo() throws IOException {
        assertThat(tags(withKeywords(), "{\"tags\": {\"minConfidence\": 0.99}}")).isEmpty();
    }

    @Test
    void whatIsNoPictureFailsWithItsReasonAndIsNoCrash() {
        assertThatThrownBy(() -> tags("no picture".getBytes(StandardCharsets.US_ASCII), "{}"))
                .isInstanceOfSatisfying(
                        TerminalStageException.class,
                        e -> assertThat(e.failure().type()).endsWith("not-an-image"));
    }

    private List<Tag> tags(byte[] picture, String request) throws IOException {
        var input = Inputs.of(picture, Json.mapper().readValue(request, UploadRequest.class));
        var succeeded = (StageOutcome.Succeeded) stage.run(input);
        return ((StageResult.Tagged) succeeded.result()).tags();
    }

    private static byte[] withKeywords(String... keywords) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        return MetadataWriter.write(
                out.toByteArray(), DescriptiveMetadata.NONE.withKeywords(List.of(keywords)));
    }
}
