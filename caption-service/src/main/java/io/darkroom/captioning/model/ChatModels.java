package io.darkroom.captioning.model;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import org.jspecify.annotations.Nullable;

/** The four providers' clients. Retries are ours, and nothing is logged by them. */
final class ChatModels {
    /** Servers without keys of their own want to see some header all the same. */
    private static final String NO_KEY = "none";

    private ChatModels() {}

    /**
     * @throws IllegalArgumentException naming the property that is missing
     */
    static ChatModel of(ModelConfig config, ChatHttp http) {
        String name =
                config.name()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "darkroom.model.name must name a model of "
                                                + config.provider().id()));
        return switch (config.provider()) {
            case NONE -> throw new IllegalArgumentException("darkroom.model.provider is none");
            case OPENAI -> openAi(config, http, name);
            case OLLAMA ->
                    OllamaChatModel.builder()
                            .httpClientBuilder(http)
                            .baseUrl(address(config))
                            .modelName(name)
                            .numPredict(config.maxOutputTokens())
                            .temperature(temperature(config))
                            .maxRetries(0)
                            .build();
            case ANTHROPIC ->
                    AnthropicChatModel.builder()
                            .httpClientBuilder(http)
                            .baseUrl(address(config))
                            .apiKey(key(config))
                            .modelName(name)
                            .maxTokens(config.maxOutputTokens())
                            .temperature(temperature(config))
                            .maxRetries(0)
                            .build();
            case GEMINI ->
                    GoogleAiGeminiChatModel.builder()
                            .httpClientBuilder(http)
                            .baseUrl(address(config))
                            .apiKey(key(config))
                            .modelName(name)
                            .maxOutputTokens(config.maxOutputTokens())
                            .temperature(temperature(config))
                            .maxRetries(0)
                            .build();
        };
    }

    private static ChatModel openAi(ModelConfig config, ChatHttp http, String name) {
        var builder =
                OpenAiChatModel.builder()
                        .httpClientBuilder(http)
                        .baseUrl(address(config))
                        .apiKey(
                                config.baseUrl().isPresent()
                                        ? config.apiKey().orElse(NO_KEY)
                                        : key(config))
                        .modelName(name)
                        .strictJsonSchema(true)
                        .strictTools(true)
                        .temperature(temperature(config))
                        .maxRetries(0);
        // OpenAI's newer models refuse the old name of this limit, most other servers the new one.
        return (config.baseUrl().isEmpty()
                        ? builder.maxCompletionTokens(config.maxOutputTokens())
                        : builder.maxTokens(config.maxOutputTokens()))
                .build();
    }

    static String address(ModelConfig config) {
        return config.baseUrl().map(Object::toString).orElseGet(config.provider()::address);
    }

    private static String key(ModelConfig config) {
        return config.apiKey()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "darkroom.model.api-key must be set for "
                                        + config.provider().id()));
    }

    private static @Nullable Double temperature(ModelConfig config) {
        return config.temperature().isPresent() ? config.temperature().getAsDouble() : null;
    }
}
