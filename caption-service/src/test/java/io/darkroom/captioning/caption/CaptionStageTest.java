package io.darkroom.captioning.caption;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.captioning.Inputs;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Finding;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.stage.StageInput;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CaptionStageTest {
    /** Writes one fixed sentence, and English and German only. */
    private static final CaptionEngine ENGINE =
            new CaptionEngine() {
                @Override
                public String name() {
                    return "test";
                }

                @Override
                public String version() {
                    return "1";
                }

                @Override
                public boolean writes(String language) {
                    return language.startsWith("en") || language.startsWith("de");
                }

                @Override
                public Answer write(StageInput picture, Question question) {
                    var source = Source.builtIn(Instant.EPOCH);
                    return new Answer(
                            question.languages().stream()
                                    .map(language ->
                                            new Caption(language, "A leaf.", null, false, source))
                                    .toList(),
                            "small",
                            null,
                            List.of());
                }
            };

    private final CaptionStage stage = new CaptionStage(ENGINE);

    @Test
    void englishIsWrittenWhereNoLanguageIsAskedFor() throws Exception {
        assertThat(captions(run("{}"))).extracting(Caption::language).containsExactly("en");
    }

    @Test
    void everyLanguageIsWrittenOnceInTheOrderAsked() throws Exception {
        assertThat(captions(run("{\"caption\": {\"languages\": [\"de-AT\", \"en\", \"de-AT\"]}}")))
                .extracting(Caption::language)
                .containsExactly("de-AT", "en");
    }

    @Test
    void aLanguageThatTheEngineCannotWriteIsLeftOutWithAWarning() throws Exception {
        var outcome = run("{\"caption\": {\"languages\": [\"ja\", \"en\"]}}");

        assertThat(captions(outcome)).extracting(Caption::language).containsExactly("en");
        assertThat(((StageOutcome.Succeeded) outcome).warnings())
                .extracting(Finding::code)
                .containsExactly("language-unsupported");
    }

    @Test
    void theStageIsSkippedWhereNoLanguageIsLeft() throws Exception {
        assertThat(withoutLook("{\"caption\": {\"languages\": [\"ja\", \"ko\"]}}"))
                .get()
                .extracting(StageOutcome.Skipped::reason, InstanceOfAssertFactories.STRING)
                .contains("ja, ko");
    }

    @Test
    void theStageLooksWhereOneLanguageIsLeft() throws Exception {
        assertThat(withoutLook("{\"caption\": {\"languages\": [\"ja\", \"en\"]}}")).isEmpty();
    }

    private Optional<StageOutcome.Skipped> withoutLook(String request) throws Exception {
        return stage.withoutLook(input(request).asset());
    }

    private StageOutcome run(String request) throws Exception {
        return stage.run(input(request));
    }

    private static StageInput input(String request) throws Exception {
        return Inputs.of(new byte[] {1}, Json.mapper().readValue(request, UploadRequest.class));
    }

    private static List<Caption> captions(StageOutcome outcome) {
        return ((StageResult.Captioned) ((StageOutcome.Succeeded) outcome).result()).captions();
    }
}
