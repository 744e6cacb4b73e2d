package io.darkroom.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Margins;
import io.darkroom.contracts.Point;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.UploadRequest.Dedupe;
import io.darkroom.contracts.UploadRequest.Moderation;
import io.darkroom.contracts.UploadRequest.OnStageFailure;
import io.darkroom.contracts.UploadRequest.Renditions;
import io.darkroom.contracts.UploadRequest.Renditions.Format;
import io.darkroom.contracts.instruction.InstructionRules;
import io.darkroom.service.problem.Problem;
import io.darkroom.service.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestParserTest {
    private final RequestParser parser =
            new RequestParser(RequestLimits.DEFAULT, InstructionRules.builtIn());

    @Test
    void whatIsNotAskedForHasItsDefault() {
        UploadRequest request = parse("{}");

        assertThat(request.stages())
                .containsExactly(Stage.CAPTION, Stage.AUTO_TAG, Stage.SMART_CROP);
        assertThat(request.crops()).extracting("text").containsExactly("1:1", "16:9", "4:5");
        assertThat(request.caption())
                .isEqualTo(new UploadRequest.CaptionRequest(List.of("en"), null));
        assertThat(request.moderation()).isEqualTo(Moderation.AUTO);
        assertThat(request.dedupe()).isEqualTo(Dedupe.NONE);
        assertThat(request.onStageFailure()).isEqualTo(OnStageFailure.PUBLISH);
    }

    @Test
    void anOutpaintObjectAddsItsStage() {
        assertThat(parse("{'outpaint': {'aspectRatio': '16:9', 'instruction': 'a wall'}}").stages())
                .containsExactly(Stage.CAPTION, Stage.AUTO_TAG, Stage.SMART_CROP, Stage.OUTPAINT);
    }

    @Test
    void keepsWhichFilesOfACropAreAskedFor() {
        var asked =
                parse("{'renditions': {'widths': [640, 320, 640], 'formats': ['webp', 'avif']}}")
                        .renditions();

        assertThat(asked)
                .isEqualTo(
                        new Renditions(List.of(640, 320), List.of(Format.WEBP, Format.AVIF), null));
    }

    @Test
    void anOperatorsRulesSayWhichInstructionsAreRefused(@TempDir Path folder) throws IOException {
        String request = "{'outpaint': {'aspectRatio': '1:1', 'instruction': 'as Erika would'}}";
        Path file = folder.resolve("rules.json");
        try (var builtIn =
                InstructionRules.class.getResourceAsStream("/rules/outpaint-instructions.json")) {
            String rules =
                    new String(
                            Objects.requireNonNull(builtIn).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(file, rules.replace("\"Banksy\"", "\"Erika\""));
        }
        var own = new RequestParser(RequestLimits.DEFAULT, InstructionRules.of(Optional.of(file)));

        assertThat(parse(request).outpaint()).isNotNull();
        assertThat(catchThrowableOfType(ProblemException.class, () -> own.parse(json(request))))
                .hasMessageContaining("Erika");
    }

    @Test
    void outpaintTakesMarginsInsteadOfARatio() {
        var outpaint =
                parse(
                                """
                                {'outpaint': {'instruction': 'more wall', 'margins': {'left': 0.25},
                                 'avoid': ['text'], 'seed': 4294967295}}
                                """)
                        .outpaint();

        assertThat(outpaint)
                .isEqualTo(
                        new UploadRequest.OutpaintRequest(
                                null,
                                "more wall",
                                new Margins(0, 0, 0, 0.25),
                                List.of("text"),
                                4_294_967_295L,
                                null));
    }

    @Test
    void aBackgroundNeedsNoExtentAndMayBringItsOutline() {
        var outpaint =
                parse(
                                """
                                {'outpaint': {'instruction': 'plain grey', 'background': {'subject':
                                 [{'x': 0, 'y': 0}, {'x': 1, 'y': 0}, {'x': 0.5, 'y': 1}]}}}
                                """)
                        .outpaint();

        assertThat(outpaint)
                .extracting(UploadRequest.OutpaintRequest::background)
                .isEqualTo(
                        new UploadRequest.Background(
                                List.of(new Point(0, 0), new Point(1, 0), new Point(0.5, 1))));
    }

    @Test
    void stagesComeInTheOrderOfRecordsAndOnce() {
        assertThat(parse("{'stages': ['auto-tag', 'caption', 'auto-tag']}").stages())
                .containsExactly(Stage.CAPTION, Stage.AUTO_TAG);
    }

    @Test
    void stagesThatWereLeftOutHaveNoSettings() {
        UploadRequest request = parse("{'stages': ['auto-tag']}");

        assertThat(request.caption()).isNull();
        assertThat(request.crops()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    []                                             | field-invalid        |
                    {'colour': 1}                                  | unknown-field        | /colour
                    {'a~b/c': 1}                                   | unknown-field        | /a~0b~1c
                    {'caption': {'tone': 'x'}}                     | unknown-field        | /caption/tone
                    {'stages': 'caption'}                          | field-invalid        | /stages
                    {'stages': []}                                 | field-invalid        | /stages
                    {'stages': ['caption', 'x']}                   | stage-unknown        | /stages/1
                    {'crops': ['1:1', '16:0']}                     | ratio-invalid        | /crops/1
                    {'crops': ['1:21']}                            | ratio-invalid        | /crops/0
                    {'crops': [1]}                                 | ratio-invalid        | /crops/0
                    {'crops': ['1:1','1:2','1:3','1:4','1:5','1:6','1:7','1:8','1:9','2:1','2:3','2:5','2:7']} | ratio-invalid | /crops
                    {'renditions': {'widths': []}}                 | field-invalid        | /renditions/widths
                    {'renditions': {'widths': [640, 8]}}           | field-invalid        | /renditions/widths/1
                    {'renditions': {'widths': [640.5]}}            | field-invalid        | /renditions/widths/0
                    {'renditions': {'widths': [1e99]}}             | field-invalid        | /renditions/widths/0
                    {'renditions': {'formats': ['bmp']}}           | field-invalid        | /renditions/formats/0
                    {'renditions': {'upscale': 'no'}}              | field-invalid        | /renditions/upscale
                    {'renditions': {'quality': 82}}                | unknown-field        | /renditions/quality
                    {'stages': ['caption'], 'renditions': {}}      | request-contradictory | /renditions
                    {'crops': ['1:1','1:2','1:3','1:4','1:5'], 'renditions': {'widths': [16,17,18,19,20,21,22], 'formats': ['jpeg','webp','avif']}} | field-invalid | /renditions
                    {'focalPoint': {'x': 0.5}}                     | focal-point-invalid  | /focalPoint/y
                    {'focalPoint': {'x': 1.5, 'y': 0}}             | focal-point-invalid  | /focalPoint/x
                    {'focalPoint': 1}                              | focal-point-invalid  | /focalPoint
                    {'caption': {'languages': ['en', 'e_n']}}      | language-invalid     | /caption/languages/1
                    {'caption': {'languages': ['']}}               | language-invalid     | /caption/languages/0
                    {'preset': 'product'}                          | preset-unknown       | /preset
                    {'outpaint': {'instruction': 'w', 'aspectRatio': '1:1', 'margins': {'left': 1}}} | request-contradictory | /outpaint/margins
                    {'outpaint': {'instruction': 'w', 'margins': {'left': 0}}}   | field-invalid | /outpaint/margins
                    {'outpaint': {'instruction': 'w', 'margins': {'left': 2.5, 'top': 1}}} | field-invalid | /outpaint/margins/left
                    {'outpaint': {'instruction': 'w', 'margins': {'up': 1, 'top': 1}}} | unknown-field | /outpaint/margins/up
                    {'outpaint': {'instruction': 'w', 'aspectRatio': '1:1', 'seed': -1}} | field-invalid | /outpaint/seed
                    {'outpaint': {'instruction': 'w', 'aspectRatio': '1:1', 'avoid': ['']}} | field-invalid | /outpaint/avoid/0
                    {'outpaint': {'instruction': 'w', 'background': {'subject': [{'x': 0, 'y': 0}]}}} | field-invalid | /outpaint/background/subject
                    {'outpaint': {'instruction': 'w', 'background': {'subject': [{'x': 0, 'y': 0}, {'x': 2, 'y': 0}, {'x': 0, 'y': 1}]}}} | field-invalid | /outpaint/background/subject/1
                    {'outpaint': {'instruction': 'im Stil von Banksy', 'aspectRatio': '1:1'}} | instruction-refused | /outpaint/instruction
                    {'outpaint': {'instruction': 'w'}}             | ratio-invalid        | /outpaint/aspectRatio
                    {'tags': {'vocabulary': 'kitchen'}}            | vocabulary-unknown   | /tags/vocabulary
                    {'tags': {'minConfidence': 2}}                 | field-invalid        | /tags/minConfidence
                    {'tags': {'max': 0}}                           | field-invalid        | /tags/max
                    {'stages': ['auto-tag'], 'caption': {}}        | request-contradictory | /caption
                    {'stages': ['auto-tag'], 'crops': ['1:1']}     | request-contradictory | /crops
                    {'externalIdUnique': true}                     | request-contradictory | /externalIdUnique
                    {'stages': ['outpaint']}                       | outpaint-instruction-missing | /outpaint
                    {'outpaint': {'aspectRatio': '16:9'}}          | outpaint-instruction-missing | /outpaint/instruction
                    {'outpaint': {'aspectRatio': '16:9', 'instruction': ' '}} | outpaint-instruction-missing | /outpaint/instruction
                    {'outpaint': {'instruction': 'a wall'}}        | ratio-invalid        | /outpaint/aspectRatio
                    {'moderation': 'never'}                        | field-invalid        | /moderation
                    {'externalId': ' '}                            | field-invalid        | /externalId
                    {'externalId': 'a\\u0000b'}                    | field-invalid        | /externalId
                    {'metadata': {'a': ['\\ud800']}}               | field-invalid        | /metadata/a/0
                    {'metadata': 'x'}                              | field-invalid        | /metadata
                    """)
    void whatIsWrongIsNamedWithItsPlace(String request, String slug, @Nullable String pointer) {
        Problem problem = refusal(request);

        assertThat(problem.type()).isEqualTo("urn:darkroom:problem:" + slug);
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors())
                .extracting(Problem.Place::pointer)
                .contains(pointer == null ? "" : pointer);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        Problem problem =
                refusal(
                        "{'stages': ['x'], 'crops': ['0:1'], 'focalPoint': {'x': 2, 'y': 2},"
                                + " 'preset': 'p', 'y': 1}");

        assertThat(problem.errors())
                .extracting(Problem.Place::pointer)
                .containsExactlyInAnyOrder(
                        "/preset", "/stages/0", "/crops/0", "/focalPoint/x", "/focalPoint/y", "/y");
        assertThat(problem.type()).endsWith(":preset-unknown");
    }

    @Test
    void ofVeryMuchThatIsWrongTheFirstIsNamed() {
        Problem problem =
                refusal(
                        IntStream.range(0, 50_000)
                                .mapToObj("'field%d': 1"::formatted)
                                .collect(Collectors.joining(",", "{", "}")));

        assertThat(problem.errors())
                .hasSize(100)
                .first()
                .isEqualTo(Problem.Place.at("/field0", "is not a field that is known here"));
        assertThat(problem.detail()).startsWith("At least 100 things");
    }

    /** A pointer for each of these values would be a gigabyte. */
    @Test
    void manyValuesBelowALongNameAreLookedThrough() {
        String values = "[" + "'\\u0000',".repeat(20_000) + "1]";

        Problem problem = refusal("{'metadata': {'" + "n".repeat(49_000) + "': " + values + "}}");

        assertThat(problem.errors())
                .hasSize(100)
                .extracting(Problem.Place::pointer)
                .containsOnly("/metadata");
    }

    @Test
    void metadataHasABound() {
        String request = "{'metadata': {'a': '%s'}}";

        assertThat(refusal(request.formatted("x".repeat(16 * 1024))).type())
                .endsWith(":metadata-too-large");
        assertThat(parse(request.formatted("x".repeat(15 * 1024))).metadata()).containsKey("a");
    }

    private Problem refusal(String request) {
        return catchThrowableOfType(ProblemException.class, () -> parse(request)).problem();
    }

    private UploadRequest parse(String request) {
        return parser.parse(json(request));
    }

    private static JsonNode json(String request) {
        try {
            return Json.mapper().readTree(request.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(request, e);
        }
    }
}
