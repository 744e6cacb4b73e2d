package io.darkroom.captioning.vision;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.captioning.caption.CaptionEngine;
import io.darkroom.captioning.caption.CaptionEngine.Question;
import io.darkroom.captioning.model.AnswerSchema;
import io.darkroom.captioning.model.Ask;
import io.darkroom.captioning.model.ModelClient;
import io.darkroom.captioning.model.ModelConfig;
import io.darkroom.captioning.model.Prompt;
import io.darkroom.captioning.model.Reply;
import io.darkroom.captioning.model.ShownPicture;
import io.darkroom.contracts.Failure;
import io.darkroom.contracts.Json;
import io.darkroom.contracts.Stage;
import io.darkroom.stage.TerminalStageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Has a model write captions: all languages from one look at the picture, and once more those that
 * came out wrong.
 */
@ApplicationScoped
class CaptionWriter {
    private static final AnswerSchema SCHEMA = AnswerSchema.load("captions");

    private final ModelClient model;
    private final DraftCheck check;
    private final String engine;
    private final Prompt prompt;

    CaptionWriter(ModelClient model, DraftCheck check, ModelConfig config) {
        this.model = model;
        this.check = check;
        this.engine = config.provider().id();
        this.prompt = Prompt.load("caption", config.prompts().caption());
    }

    /** The version of its prompt. */
    String promptVersion() {
        return prompt.version();
    }

    CaptionEngine.Answer write(ShownPicture picture, Question question) {
        String context = context(question);
        String system = prompt.part("System", Map.of());
        var looks = new ArrayList<Look>();
        var values = Map.of("languages", list(question.languages()), "context", context);
        looks.add(
                look(
                        picture,
                        question,
                        system,
                        prompt.part("User", values),
                        context,
                        question.languages()));
        Look first = looks.getFirst();
        if (first.isAllRefused()) {
            model.forget(first.reply());
            throw refused();
        }
        if (!first.bad().isEmpty()) {
            List<String> again = List.copyOf(first.bad().keySet());
            var more =
                    Map.of(
                            "languages", list(again),
                            "problems", first.problems(),
                            "context", context);
            looks.add(look(picture, question, system, prompt.part("Again", more), context, again));
        }
        return answer(question, looks);
    }

    private Look look(
            ShownPicture picture,
            Question question,
            String system,
            String user,
            String context,
            List<String> languages) {
        Reply reply =
                model.ask(
                        new Ask(
                                Stage.CAPTION.id(),
                                question.tenant(),
                                question.sha256(),
                                picture,
                                system,
                                user,
                                SCHEMA));
        List<Draft> drafts = reply.answer().map(Draft::of).orElse(List.of());
        var verdicts = new LinkedHashMap<String, Verdict>();
        for (String language : languages) {
            var beside = question.languages().stream().filter(it -> !it.equals(language)).toList();
            verdicts.put(
                    language,
                    check.check(Draft.find(drafts, language), language, beside, context, system));
        }
        return new Look(reply, verdicts);
    }

    private CaptionEngine.Answer answer(Question question, List<Look> looks) {
        var captions = new Captions(engine, prompt.version(), looks);
        looks.stream()
                .filter(look -> look.good().isEmpty())
                .forEach(look -> model.forget(look.reply()));
        CaptionEngine.Answer answer = captions.answer(question.languages());
        if (answer.captions().isEmpty()) {
            if (looks.stream().allMatch(Look::isAllRefused)) {
                throw refused();
            }
            throw new TerminalStageException(
                    Failure.of(
                            "model-answer-unusable",
                            "The model's answers cannot be used",
                            "Asked twice: " + looks.getLast().problems()));
        }
        return answer;
    }

    private static TerminalStageException refused() {
        return new TerminalStageException(
                Failure.of("model-refused", "The model refuses this picture", null));
    }

    /** Purpose and product data, as JSON, which cannot be broken out of. */
    private static String context(Question question) {
        var context = new LinkedHashMap<String, Object>();
        if (question.purpose() != null) {
            context.put("purpose", question.purpose());
        }
        if (!question.metadata().isEmpty()) {
            context.put("product", question.metadata());
        }
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(context);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The context cannot be written as JSON", e);
        }
    }

    private static String list(List<String> languages) {
        return languages.stream()
                .map(tag ->
                        tag
                                + " ("
                                + java.util.Locale.forLanguageTag(tag)
                                        .getDisplayName(java.util.Locale.ENGLISH)
                                + ")")
                .collect(Collectors.joining(", "));
    }
}
