package io.darkroom.captioning.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.darkroom.captioning.Inputs;
import io.darkroom.captioning.autotag.AutoTagStages;
import io.darkroom.captioning.model.Provider;
import io.darkroom.captioning.model.StandInModels;
import io.darkroom.captioning.model.StandInModels.Says;
import io.darkroom.captioning.model.TestModel;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.StageOutcome;
import io.darkroom.contracts.StageResult;
import io.darkroom.contracts.Tag;
import io.darkroom.contracts.UploadRequest;
import io.darkroom.contracts.Vocabulary;
import io.darkroom.contracts.Vocabulary.Concept;
import io.darkroom.imaging.DescriptiveMetadata;
import io.darkroom.imaging.MetadataWriter;
import io.darkroom.stage.TerminalStageException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a model can say where labels were asked for, and what becomes tags. */
class TagFaultsTest {
    private static final StandInModels SERVER = new StandInModels();
    private static final Vocabulary KITCHEN =
            new Vocabulary(
                    "kitchen",
                    3,
                    List.of(
                            new Concept(
                                    "table",
                                    Map.of("en", "table", "de", "Tisch"),
                                    Map.of(
                                            "en",
                                            List.of("dining table"),
                                            "de",
                                            List.of("Esstisch")),
                                    null),
                            new Concept("dog", Map.of("en", "dog", "de", "Hund"), Map.of(), null),
                            new Concept("oak", Map.of("en", "oak wood"), Map.of(), null)));

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void openLabelsAreFoldedOrderedAndBounded() {
        SERVER.always(
                new Says(
                        Answers.tags(
                                "dogs",
                                0.7,
                                "Dog",
                                0.9,
                                "tall-grass",
                                0.8,
                                "Tall grass",
                                0.6,
                                "sun",
                                0.8)));

        assertThat(tags("{\"tags\": {\"max\": 3}}", null))
                .extracting(Tag::label, Tag::confidence)
                .containsExactly(tuple("sun", 0.8), tuple("tall-grass", 0.8), tuple("dogs", 0.7));
    }

    @Test
    void aClosedListIsNeverLeft() {
        SERVER.always(
                new Says(
                        Answers.tags(
                                "Dining Tables",
                                0.9,
                                "hound",
                                0.8,
                                "dogs",
                                0.7,
                                "https://evil.example",
                                1.0)));

        var tags = tags("{\"tags\": {\"vocabulary\": \"kitchen\"}}", KITCHEN);

        assertThat(tags)
                .extracting(Tag::label, Tag::language)
                .containsExactly(tuple("table", "en"), tuple("dog", "en"));
        assertThat(SERVER.questions().getFirst().user())
                .contains("[\"table\",\"dog\",\"oak wood\"]");
    }

    @Test
    void translationsOfAClosedListAreUnderstoodAndGiven() {
        SERVER.always(new Says(Answers.tags("Esstische", 0.9, "dog", 0.8, "Oak Wood", 0.7)));

        assertThat(
                        tags(
                                "{\"caption\": {\"languages\": [\"de-AT\"]}, \"tags\":"
                                        + " {\"vocabulary\": \"kitchen\"}}",
                                KITCHEN))
                .extracting(Tag::label, Tag::language)
                .containsExactly(
                        tuple("Tisch", "de"), tuple("Hund", "de"), tuple("oak wood", "en"));
    }

    @Test
    void keywordsOfTheFileAreMergedAndMarkedAsItsOwn() throws IOException {
        byte[] picture =
                MetadataWriter.write(
                        Pictures.picture(),
                        DescriptiveMetadata.NONE.withKeywords(List.of("Tables", "secret client")));
        SERVER.always(new Says(Answers.tags("table", 0.9, "dog", 0.5)));

        assertThat(tags(picture, "{\"tags\": {\"vocabulary\": \"kitchen\"}}", KITCHEN))
                .extracting(Tag::label, tag -> tag.source().kind())
                .containsExactly(tuple("table", Source.Kind.FILE), tuple("dog", Source.Kind.MODEL));
    }

    @Test
    void noTagIsAResult() {
        SERVER.always(new Says("{\"tags\":[]}"));

        assertThat(tags("{}", null)).isEmpty();
        assertThat(SERVER.questions()).hasSize(1);
    }

    @Test
    void whatIsNoLabelIsDropped() {
        SERVER.always(
                new Says(
                        Answers.tags(
                                "**dog**", 0.9,
                                "<b>sale</b>", 0.9,
                                "This picture shows a dog that lies in the grass.", 0.9,
                                "I'm sorry", 0.9,
                                " ", 0.9,
                                "red", 7.0)));

        assertThat(tagsOrFault("{}")).isEqualTo("model-answer-unusable");
        SERVER.always(
                new Says(
                        Answers.tags(
                                "**dog**", 0.9,
                                "<b>sale</b>", 0.9,
                                "This picture shows a dog that lies in the grass.", 0.9,
                                "I'm sorry", 0.9,
                                " ", 0.9)));
        assertThat(tags("{}", null)).extracting(Tag::label).containsExactly("dog");
    }

    @Test
    void labelsBelowTheThresholdAreLeftOut() {
        SERVER.always(new Says(Answers.tags("dog", 0.9, "cat", 0.2)));

        assertThat(tags("{\"tags\": {\"minConfidence\": 0.4}}", null))
                .extracting(Tag::label)
                .containsExactly("dog");
    }

    @Test
    void invalidJsonIsAskedForAgainOnce() {
        SERVER.behave((_, number) -> new Says(number == 1 ? "dog, cat" : Answers.tags("dog", 0.9)));

        assertThat(tags("{}", null)).extracting(Tag::label).containsExactly("dog");
        assertThat(SERVER.questions()).hasSize(2);
    }

    @Test
    void aVocabularyOfWhichOnlyTheNameCameIsAFailure() {
        SERVER.always(new Says(Answers.tags("dog", 0.9)));

        assertThat(tagsOrFault("{\"tags\": {\"vocabulary\": \"kitchen\"}}"))
                .isEqualTo("vocabulary-unknown");
    }

    private static String tagsOrFault(String request) {
        var thrown = new String[1];
        assertThatThrownBy(() -> tags(request, null))
                .isInstanceOfSatisfying(
                        TerminalStageException.class,
                        e -> thrown[0] = e.failure().type().replaceAll(".*:", ""));
        return thrown[0];
    }

    private static List<Tag> tags(String request, @Nullable Vocabulary vocabulary) {
        return tags(Pictures.picture(), request, vocabulary);
    }

    private static List<Tag> tags(byte[] picture, String request, @Nullable Vocabulary vocabulary) {
        try {
            var input =
                    Inputs.of(
                            "default",
                            picture,
                            Json.mapper().readValue(request, UploadRequest.class),
                            vocabulary);
            var stage = AutoTagStages.of(TestVision.of(TestModel.of(SERVER, Provider.OPENAI)));
            var outcome = (StageOutcome.Succeeded) stage.run(input);
            return ((StageResult.Tagged) outcome.result()).tags();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
