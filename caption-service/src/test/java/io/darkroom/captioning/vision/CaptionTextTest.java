package io.darkroom.captioning.vision;

import static io.darkroom.captioning.vision.CaptionRuns.BOTH;
import static io.darkroom.captioning.vision.CaptionRuns.ENGLISH;
import static io.darkroom.captioning.vision.CaptionRuns.captions;
import static io.darkroom.captioning.vision.CaptionRuns.model;
import static io.darkroom.captioning.vision.CaptionRuns.run;
import static io.darkroom.captioning.vision.CaptionRuns.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.darkroom.captioning.model.Provider;
import io.darkroom.captioning.model.StandInModels;
import io.darkroom.captioning.model.StandInModels.Refuses;
import io.darkroom.captioning.model.StandInModels.Says;
import io.darkroom.captioning.model.TestModel;
import io.darkroom.contracts.Asset;
import io.darkroom.contracts.Caption;
import io.darkroom.contracts.Finding;
import io.darkroom.stage.TerminalStageException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model may write, and what of it becomes a caption. */
class CaptionTextTest {
    private static final StandInModels SERVER = new StandInModels();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Provider.class,
            names = {"OPENAI", "OLLAMA", "ANTHROPIC", "GEMINI"})
    void aRefusalIsSaidAndNotPublished(Provider provider) {
        SERVER.always(new Refuses());

        assertThatThrownBy(() ->
                        run(
                                TestModel.of(SERVER, provider)
                                        .with("darkroom.model.structure", "text"),
                                ENGLISH))
                .isInstanceOfSatisfying(
                        TerminalStageException.class,
                        e ->
                                assertThat(e.failure().type())
                                        .matches(".*:(model-refused|model-answer-unusable)"));
    }

    static Stream<String> excuses() {
        return Stream.of(
                "I'm sorry, but I can't help with identifying people.",
                "Sorry, I cannot describe this image.",
                "Es tut mir leid, ich kann dieses Bild nicht beschreiben.",
                "Je suis désolé, je ne peux pas décrire cette image.",
                "Lo siento, no puedo ayudar con eso.",
                "Mi dispiace, non posso descrivere l'immagine.",
                "申し訳ありませんが、この画像を説明することはできません。",
                "As an AI language model, I cannot view pictures.");
    }

    @ParameterizedTest
    @MethodSource("excuses")
    void anExcuseInTheAnswerIsARefusal(String excuse) {
        SERVER.always(new Says(Answers.captions().and("en", excuse, "").json()));

        assertThatThrownBy(() -> run(model(SERVER), ENGLISH))
                .isInstanceOfSatisfying(
                        TerminalStageException.class,
                        e -> assertThat(e.failure().type()).endsWith(":model-refused"));
        assertThat(SERVER.questions()).hasSize(1);
    }

    @Test
    void aWrongLanguageIsAskedForAgainAlone() {
        SERVER.behave((_, number) ->
                new Says(
                        number == 1
                                ? Answers.captions()
                                        .and("en", Answers.ENGLISH, "")
                                        .and("de", Answers.ENGLISH, Answers.ENGLISH_MORE)
                                        .json()
                                : Answers.german()));

        var captions = captions(run(model(SERVER), BOTH));

        assertThat(captions)
                .extracting(Caption::alt)
                .containsExactly(Answers.ENGLISH, Answers.GERMAN);
        assertThat(SERVER.questions().get(1).user())
                .contains("de (German)")
                .doesNotContain("en (English)")
                .contains("was in English");
    }

    @Test
    void aLanguageThatStaysWrongFailsAlone() {
        SERVER.behave((_, number) ->
                new Says(
                        Answers.captions()
                                .and("en", Answers.ENGLISH, "")
                                .and("de", Answers.FRENCH, Answers.FRENCH)
                                .json()));

        var outcome = run(model(SERVER), BOTH);

        assertThat(captions(outcome)).extracting(Caption::language).containsExactly("en");
        assertThat(warnings(outcome))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("caption-language");
                    assertThat(finding.detail()).contains("'de'").contains("French");
                });
        assertThat(SERVER.questions()).hasSize(2);
    }

    /** What a model says, and what is published of it. */
    static Stream<Arguments> mended() {
        String dog = Answers.ENGLISH;
        return Stream.of(
                arguments("preamble", "Here is the alt text: " + dog, dog),
                arguments("chatter", "Sure! Here's a caption for you: \"" + dog + "\"", dog),
                arguments("label", "Alt text: " + dog, dog),
                arguments(
                        "image of",
                        "An image of a brown dog in tall grass.",
                        "A brown dog in tall grass."),
                arguments(
                        "Markdown",
                        "**Brown dog** lies in _tall_ `grass`",
                        "Brown dog lies in tall grass"),
                arguments("heading", "# Brown dog\n\n- in tall grass", "Brown dog in tall grass"),
                arguments(
                        "link", "[Brown dog](https://evil.example) in grass", "Brown dog in grass"),
                arguments(
                        "controls",
                        "Brown\u0000 dog\u202E in\r\n grass\u0007",
                        "Brown dog in grass"),
                arguments(
                        "HTML stays text",
                        "<script>alert(1)</script> on a screen",
                        "<script>alert(1)</script> on a screen"),
                arguments(
                        "no Markdown",
                        "5 * 3 * 2 cm box, snake_case_name",
                        "5 * 3 * 2 cm box, snake_case_name"),
                arguments(
                        "not an excuse",
                        "Sign that reads \"Sorry, we are closed\"",
                        "Sign that reads \"Sorry, we are closed\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mended")
    void whatCanBeMendedIs(String name, String said, String published) {
        SERVER.always(new Says(Answers.captions().and("en", said, "").json()));

        assertThat(captions(run(model(SERVER), ENGLISH)))
                .extracting(Caption::alt)
                .containsExactly(published);
    }

    @Test
    void anAnswerOf20KilobytesIsShortenedAndFlagged() {
        SERVER.always(
                new Says(Answers.captions().and("en", "very long word ".repeat(1400), "").json()));

        var outcome = run(model(SERVER), ENGLISH);

        var caption = captions(outcome).getFirst();
        assertThat(caption.alt()).hasSizeBetween(200, Caption.MAX_ALT).endsWith("…");
        assertThat(caption.review()).isEqualTo(Asset.ReviewState.PENDING);
        assertThat(warnings(outcome)).extracting(Finding::code).containsExactly("low-confidence");
    }

    @Test
    void anUnsureModelIsFlaggedForAPerson() {
        SERVER.always(new Says(Answers.captions().and("en", Answers.ENGLISH, "", 0.3).json()));

        var outcome = run(model(SERVER), ENGLISH);

        assertThat(captions(outcome).getFirst().confidence()).isEqualTo(0.3);
        assertThat(captions(outcome).getFirst().review()).isEqualTo(Asset.ReviewState.PENDING);
        assertThat(warnings(outcome)).extracting(Finding::code).containsExactly("low-confidence");
    }

    @Test
    void aDecorativePictureHasAnEmptyAlt() {
        SERVER.always(new Says(Answers.captions().and("en", "", "").json()));

        var caption = captions(run(model(SERVER), ENGLISH)).getFirst();

        assertThat(caption.decorative()).isTrue();
        assertThat(caption.alt()).isEmpty();
    }
}
