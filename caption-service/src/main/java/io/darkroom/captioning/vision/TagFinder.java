package io.darkroom.captioning.vision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.captioning.autotag.TagEngine;
import io.darkroom.captioning.autotag.TagEngine.Question;
import io.darkroom.captioning.model.AnswerSchema;
import io.darkroom.captioning.model.Ask;
import io.darkroom.captioning.model.ModelClient;
import io.darkroom.captioning.model.ModelConfig;
import io.darkroom.captioning.model.Prompt;
import io.darkroom.captioning.model.Reply;
import io.darkroom.captioning.model.ShownPicture;
import io.darkroom.contracts.Cost;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Source;
import io.darkroom.contracts.Stage;
import io.darkroom.contracts.Tag;
import io.darkroom.stage.TerminalStageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Has a model find labels, and drops what is none. A closed list is the stage's to hold. */
@ApplicationScoped
class TagFinder {
    private static final AnswerSchema SCHEMA = AnswerSchema.load("tags");

    /** More is a sentence, and no label. */
    private static final int MOST_CHARACTERS = 50;

    private static final int MOST_WORDS = 5;
    private static final Pattern NO_LABEL =
            Pattern.compile(
                    "https?:|www\\.|[<>{}\\[\\]|\\\\@=;]|[.!?:]$", Pattern.CASE_INSENSITIVE);

    private final ModelClient model;
    private final String engine;
    private final Prompt prompt;

    TagFinder(ModelClient model, ModelConfig config) {
        this.model = model;
        this.engine = config.provider().id();
        this.prompt = Prompt.load("tags", config.prompts().tags());
    }

    /** The version of its prompt. */
    String promptVersion() {
        return prompt.version();
    }

    TagEngine.Answer label(ShownPicture picture, Question question) {
        String user = user(question);
        Reply reply = ask(picture, question, user);
        if (reply.answer().isPresent()) {
            return answer(reply, reply.cost(), question);
        }
        Reply second = ask(picture, question, prompt.part("Again", Map.of()) + "\n\n" + user);
        if (second.answer().isEmpty()) {
            throw new TerminalStageException(
                    Failure.of(
                            "model-answer-unusable",
                            "The model's answers cannot be used",
                            "Asked twice for JSON, and none came"));
        }
        return answer(second, Costs.sum(reply.cost(), second.cost()), question);
    }

    private Reply ask(ShownPicture picture, Question question, String user) {
        return model.ask(
                new Ask(
                        Stage.AUTO_TAG.id(),
                        question.tenant(),
                        question.sha256(),
                        picture,
                        prompt.part("System", Map.of()),
                        user,
                        SCHEMA));
    }

    private TagEngine.Answer answer(Reply reply, @Nullable Cost cost, Question question) {
        var source =
                new Source(
                        Source.Kind.MODEL,
                        engine,
                        reply.model(),
                        prompt.version(),
                        null,
                        Instant.now());
        List<Tag> tags =
                reply.answer()
                        .map(it -> it.path("tags").valueStream())
                        .orElse(Stream.empty())
                        .flatMap(node -> tag(node, question.language(), source).stream())
                        .toList();
        return new TagEngine.Answer(tags, reply.model(), cost);
    }

    private static Optional<Tag> tag(JsonNode node, String language, Source source) {
        String label = CleanText.of(node.path("label").asText());
        boolean is =
                !label.isEmpty()
                        && label.length() <= MOST_CHARACTERS
                        && label.split(" ").length <= MOST_WORDS
                        && !NO_LABEL.matcher(label).find()
                        && !Refusals.isRefusal(label);
        double confidence = Math.clamp(node.path("confidence").asDouble(), 0, 1);
        return is ? Optional.of(new Tag(label, language, confidence, source)) : Optional.empty();
    }

    private String user(Question question) {
        String max = Integer.toString(question.max());
        if (question.choices().isEmpty()) {
            String language =
                    Locale.forLanguageTag(question.language()).getDisplayName(Locale.ENGLISH);
            return prompt.part("User", Map.of("language", language, "max", max));
        }
        try {
            String labels = Json.mapper().writeValueAsString(question.choices());
            return prompt.part("Closed", Map.of("labels", labels, "max", max));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The labels cannot be written as JSON", e);
        }
    }
}
