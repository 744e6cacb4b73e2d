package io.darkroom.captioning.model;

import java.util.Locale;

/** Who runs the model. */
public enum Provider {
    /** Nobody: the built-in engine does the work. */
    NONE,
    /** OpenAI, and all that speak its chat completions: vLLM, llama.cpp, LM Studio, LocalAI. */
    OPENAI,
    OLLAMA,
    ANTHROPIC,
    GEMINI;

    /** The name that values carry and that the configuration uses. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where the provider is reached unless another address is configured. */
    String address() {
        return switch (this) {
            case NONE -> "";
            case OPENAI -> "https://api.openai.com/v1";
            case OLLAMA -> "http://localhost:11434";
            case ANTHROPIC -> "https://api.anthropic.com/v1";
            case GEMINI -> "https://generativelanguage.googleapis.com/v1beta";
        };
    }
}
