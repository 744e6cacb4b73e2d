package io.darkroom.captioning.model;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;

/** Puts questions into LangChain4j's terms, in the structure that is configured. */
@ApplicationScoped
class ChatRequests {
    private static final String TOOL = "record_answer";

    /** OpenAI, Anthropic and Gemini count a picture as its pixels by some 750. */
    private static final int PIXELS_PER_TOKEN = 750;

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int USUAL_ANSWER = 300;

    private final ModelConfig config;
    private final ChatModel model;

    ChatRequests(ModelConfig config) {
        this.config = config;
        this.model =
                ChatModels.of(
                        config,
                        new ChatHttp(
                                config.connectTimeout(),
                                config.timeout(),
                                config.maxAnswerBytes()));
    }

    /**
     * Sends a question once.
     *
     * @throws RuntimeException of many kinds, which {@link Trouble} tells apart
     */
    ModelCall.Answered send(Ask ask, byte[] jpeg) {
        long start = System.nanoTime();
        ChatResponse response = model.chat(request(ask, jpeg));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        String text = text(response.aiMessage());
        if (response.finishReason() == FinishReason.CONTENT_FILTER
                || (text.isEmpty() && response.finishReason() == FinishReason.OTHER)) {
            throw new ContentFilteredException("The provider filtered the answer");
        }
        return new ModelCall.Answered(response, text, took);
    }

    /** What a question and its answer will come to, roughly. */
    long expectedTokens(Ask ask) {
        long side = config.image().longSide();
        return side * side / PIXELS_PER_TOKEN
                + (ask.system().length() + ask.user().length()) / CHARACTERS_PER_TOKEN
                + USUAL_ANSWER;
    }

    private ChatRequest request(Ask ask, byte[] jpeg) {
        var image =
                ImageContent.from(
                        Base64.getEncoder().encodeToString(jpeg),
                        "image/jpeg",
                        // The size is bounded already; at a low detail small things are lost.
                        ImageContent.DetailLevel.AUTO);
        var builder =
                ChatRequest.builder()
                        .messages(
                                SystemMessage.from(system(ask)),
                                UserMessage.from(image, TextContent.from(ask.user())));
        switch (config.structure()) {
            case SCHEMA ->
                    builder.responseFormat(
                            ResponseFormat.builder()
                                    .type(ResponseFormatType.JSON)
                                    .jsonSchema(
                                            JsonSchema.builder()
                                                    .name(ask.schema().name())
                                                    .rootElement(ask.schema().forProvider())
                                                    .build())
                                    .build());
            case TOOL -> {
                builder.toolSpecifications(
                        ToolSpecification.builder()
                                .name(TOOL)
                                .description("Records the answer. To be called once.")
                                .parameters(ask.schema().forProvider())
                                .build());
                if (config.provider() != Provider.OLLAMA) {
                    builder.toolChoice(ToolChoice.REQUIRED);
                }
            }
            case TEXT -> {}
        }
        return builder.build();
    }

    private String system(Ask ask) {
        return config.structure() == ModelConfig.Structure.TEXT
                ? ask.system()
                        + "\n\nAnswer with JSON alone, of this JSON Schema:\n"
                        + ask.schema().text()
                : ask.system();
    }

    private static String text(AiMessage message) {
        return message.hasToolExecutionRequests()
                ? Objects.requireNonNullElse(
                        message.toolExecutionRequests().getFirst().arguments(), "")
                : Objects.requireNonNullElse(message.text(), "");
    }
}
