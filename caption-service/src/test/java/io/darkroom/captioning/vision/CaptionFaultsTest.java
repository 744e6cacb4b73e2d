package io.darkroom.captioning.vision;

import static io.darkroom.captioning.vision.CaptionRuns.ENGLISH;
import static io.darkroom.captioning.vision.CaptionRuns.captions;
import static io.darkroom.captioning.vision.CaptionRuns.input;
import static io.darkroom.captioning.vision.CaptionRuns.model;
import static io.darkroom.captioning.vision.CaptionRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.darkroom.captioning.caption.CaptionStages;
import io.darkroom.captioning.model.Provider;
import io.darkroom.captioning.model.StandInModels;
import io.darkroom.captioning.model.StandInModels.CallsTool;
import io.darkroom.captioning.model.StandInModels.Cuts;
import io.darkroom.captioning.model.StandInModels.Fails;
import io.darkroom.captioning.model.StandInModels.Hangs;
import io.darkroom.captioning.model.StandInModels.Raw;
import io.darkroom.captioning.model.StandInModels.Reaction;
import io.darkroom.captioning.model.StandInModels.Says;
import io.darkroom.captioning.model.StandInModels.SaysHalf;
import io.darkroom.captioning.model.TestModel;
import io.darkroom.contracts.Caption;
import io.darkroom.stage.DependencyOutageException;
import io.darkroom.stage.StageException;
import io.darkroom.stage.TerminalStageException;
import io.darkroom.stage.TransientStageException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fault table: what a provider can do, and what becomes of the caption. */
class CaptionFaultsTest {
    private static final StandInModels SERVER = new StandInModels();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    /** What passes within the patience of one question. */
    static Stream<Arguments> whatPasses() {
        return Stream.of(
                arguments("429 without Retry-After", new Fails(429)),
                arguments("429 with Retry-After", new Fails(429, Map.of("Retry-After", "0.05"))),
                arguments("500", new Fails(500)),
                arguments("503 with Retry-After", new Fails(503, Map.of("Retry-After", "0.05"))),
                arguments("529 overloaded", new Fails(529)),
                arguments("cut connection", new Cuts()),
                arguments("a page of a proxy", new Raw("<html>Bad gateway</html>")),
                arguments("no choices", new Raw("{\"choices\":[]}")),
                arguments("invalid JSON", new Says("I think {this is a dog}")),
                arguments(
                        "truncated JSON", new SaysHalf("{\"captions\":[{\"language\":\"en\",\"al")),
                arguments("of another form", new Says("{\"caption\":\"A dog\"}")),
                arguments("empty", new Says("")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatPasses")
    void oneFaultIsTriedAgain(String name, Reaction fault) {
        SERVER.behave((_, number) -> number == 1 ? fault : new Says(Answers.english()));

        var captions = captions(run(model(SERVER), ENGLISH));

        assertThat(captions).extracting(Caption::alt).containsExactly(Answers.ENGLISH);
        assertThat(SERVER.questions()).hasSize(2);
    }

    @Test
    void retryAfterIsHonoured() {
        SERVER.behave((_, number) ->
                number == 1
                        ? new Fails(429, Map.of("Retry-After", "0.3"))
                        : new Says(Answers.english()));
        long start = System.nanoTime();

        run(model(SERVER), ENGLISH);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(300));
    }

    @Test
    void limitsThatLastAreWaitedOutWithoutBlamingThePicture() {
        SERVER.always(new Fails(429, Map.of("Retry-After", "120")));

        assertThatThrownBy(() -> run(model(SERVER), ENGLISH))
                .isInstanceOfSatisfying(
                        DependencyOutageException.class,
                        e ->
                                assertThat(e.pause())
                                        .isBetween(
                                                Duration.ofSeconds(100), Duration.ofSeconds(120)));
        assertThat(SERVER.questions()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Provider.class,
            names = {"OPENAI", "OLLAMA", "ANTHROPIC", "GEMINI"})
    void aHangEndsInTimeAndIsTriedAgain(Provider provider) {
        SERVER.behave((_, number) -> number == 1 ? new Hangs() : new Says(Answers.english()));

        var model = TestModel.of(SERVER, provider).with("darkroom.model.timeout", "300ms");

        assertThat(captions(run(model, ENGLISH))).hasSize(1);
    }

    @Test
    void troubleWithOneAnswerMayPassAndTroubleWithAllIsAnOutage() {
        SERVER.always(new Fails(500));
        var stage = CaptionStages.of(TestVision.of(model(SERVER)));

        assertThatThrownBy(() -> stage.run(input(ENGLISH)))
                .isInstanceOf(TransientStageException.class);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> stage.run(input(ENGLISH))).isInstanceOf(StageException.class);
        }
        assertThatThrownBy(() -> stage.run(input(ENGLISH)))
                .isInstanceOf(DependencyOutageException.class);
        int asked = SERVER.questions().size();
        assertThatThrownBy(() -> stage.run(input(ENGLISH)))
                .isInstanceOf(DependencyOutageException.class);
        assertThat(SERVER.questions()).as("an open circuit asks nobody").hasSize(asked);
    }

    @ParameterizedTest
    @EnumSource(
            value = Provider.class,
            names = {"OPENAI", "OLLAMA", "ANTHROPIC", "GEMINI"})
    void aWrongKeyPausesTheStageInsteadOfFailingPictures(Provider provider) {
        SERVER.always(new Fails(401));

        assertThatThrownBy(() -> run(TestModel.of(SERVER, provider), ENGLISH))
                .isInstanceOfSatisfying(
                        DependencyOutageException.class,
                        e ->
                                assertThat(e.getMessage())
                                        .contains("darkroom.model.api-key")
                                        .doesNotContain("sk-secret"));
    }

    @Test
    void anAnswerWithoutEndIsCutOffTheLine() {
        SERVER.always(new Says("x".repeat(100_000)));

        assertThatThrownBy(() ->
                        run(
                                model(SERVER).with("darkroom.model.max-answer-bytes", "20000"),
                                ENGLISH))
                .isInstanceOfSatisfying(
                        TerminalStageException.class,
                        e -> assertThat(e.failure().type()).endsWith(":model-request-refused"));
    }

    @Test
    void aToolCallAnswersToo() {
        SERVER.always(new CallsTool(Answers.english()));

        for (Provider provider : Provider.values()) {
            if (provider != Provider.NONE) {
                var model = TestModel.of(SERVER, provider).with("darkroom.model.structure", "tool");
                assertThat(captions(run(model, ENGLISH)))
                        .as(provider.id())
                        .extracting(Caption::alt)
                        .containsExactly(Answers.ENGLISH);
            }
        }
    }

    @Test
    void jsonInAFenceIsRepaired() {
        SERVER.always(
                new Says(
                        "Here you are:\n```json\n"
                                + Answers.english().replace("}]}", "},]}")
                                + "\n```\nBye"));

        assertThat(captions(run(model(SERVER).with("darkroom.model.structure", "text"), ENGLISH)))
                .hasSize(1);
        assertThat(SERVER.questions()).hasSize(1);
    }
}
