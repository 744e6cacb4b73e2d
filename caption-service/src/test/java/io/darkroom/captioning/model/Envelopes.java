package io.darkroom.captioning.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** What providers put around an answer. */
final class Envelopes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "stand-in-1";

    private Envelopes() {}

    static String text(Provider dialect, String text, String finish) {
        boolean whole = finish.equals("stop");
        return switch (dialect) {
            case OPENAI -> {
                ObjectNode answer = openAi(finish);
                message(answer).put("content", text);
                yield answer.toString();
            }
            case OLLAMA -> {
                ObjectNode answer = ollama(finish);
                answer.putObject("message").put("role", "assistant").put("content", text);
                yield answer.toString();
            }
            case ANTHROPIC -> {
                ObjectNode answer = anthropic(whole ? "end_turn" : "max_tokens");
                answer.putArray("content").addObject().put("type", "text").put("text", text);
                yield answer.toString();
            }
            case GEMINI -> {
                ObjectNode answer = gemini(whole ? "STOP" : "MAX_TOKENS");
                parts(answer).put("text", text);
                yield answer.toString();
            }
            case NONE -> text;
        };
    }

    static String tool(Provider dialect, String arguments) {
        return switch (dialect) {
            case OPENAI -> {
                ObjectNode answer = openAi("tool_calls");
                message(answer)
                        .putArray("tool_calls")
                        .addObject()
                        .put("id", "call_1")
                        .put("type", "function")
                        .putObject("function")
                        .put("name", "record_answer")
                        .put("arguments", arguments);
                yield answer.toString();
            }
            case OLLAMA -> {
                ObjectNode answer = ollama("stop");
                answer.putObject("message")
                        .put("role", "assistant")
                        .put("content", "")
                        .putArray("tool_calls")
                        .addObject()
                        .putObject("function")
                        .put("name", "record_answer")
                        .set("arguments", read(arguments));
                yield answer.toString();
            }
            case ANTHROPIC -> {
                ObjectNode answer = anthropic("tool_use");
                answer.putArray("content")
                        .addObject()
                        .put("type", "tool_use")
                        .put("id", "toolu_1")
                        .put("name", "record_answer")
                        .set("input", read(arguments));
                yield answer.toString();
            }
            case GEMINI -> {
                ObjectNode answer = gemini("STOP");
                parts(answer)
                        .putObject("functionCall")
                        .put("name", "record_answer")
                        .set("args", read(arguments));
                yield answer.toString();
            }
            case NONE -> arguments;
        };
    }

    static String refusal(Provider dialect) {
        return switch (dialect) {
            case OPENAI -> {
                ObjectNode answer = openAi("stop");
                message(answer)
                        .put("refusal", "I'm sorry, I can't help with that.")
                        .putNull("content");
                yield answer.toString();
            }
            case ANTHROPIC -> {
                ObjectNode answer = anthropic("refusal");
                answer.putArray("content");
                yield answer.toString();
            }
            case GEMINI -> {
                ObjectNode answer = gemini("SAFETY");
                ((ObjectNode) answer.at("/candidates/0")).remove("content");
                yield answer.toString();
            }
            // Has no word of its own for it.
            case OLLAMA, NONE -> text(dialect, "I'm sorry, I can't help with that.", "stop");
        };
    }

    private static ObjectNode openAi(String finish) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("id", "chatcmpl-1").put("object", "chat.completion").put("created", 1764000000);
        answer.put("model", MODEL);
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("index", 0)
                .put("finish_reason", finish)
                .putObject("message")
                .put("role", "assistant");
        answer.putObject("usage")
                .put("prompt_tokens", StandInModels.TOKENS_IN)
                .put("completion_tokens", StandInModels.TOKENS_OUT)
                .put("total_tokens", StandInModels.TOKENS_IN + StandInModels.TOKENS_OUT);
        return answer;
    }

    private static ObjectNode message(ObjectNode answer) {
        return (ObjectNode) answer.at("/choices/0/message");
    }

    private static ObjectNode ollama(String finish) {
        return JSON.createObjectNode()
                .put("model", MODEL)
                .put("created_at", "2026-11-23T09:15:00Z")
                .put("done", true)
                .put("done_reason", finish)
                .put("prompt_eval_count", StandInModels.TOKENS_IN)
                .put("eval_count", StandInModels.TOKENS_OUT);
    }

    private static ObjectNode anthropic(String stop) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("id", "msg_1").put("type", "message").put("role", "assistant");
        answer.put("model", MODEL).put("stop_reason", stop).putNull("stop_sequence");
        answer.putObject("usage")
                .put("input_tokens", StandInModels.TOKENS_IN)
                .put("output_tokens", StandInModels.TOKENS_OUT);
        return answer;
    }

    private static ObjectNode gemini(String finish) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode candidate = answer.putArray("candidates").addObject();
        candidate.put("finishReason", finish).put("index", 0);
        candidate.putObject("content").put("role", "model").putArray("parts").addObject();
        answer.putObject("usageMetadata")
                .put("promptTokenCount", StandInModels.TOKENS_IN)
                .put("candidatesTokenCount", StandInModels.TOKENS_OUT)
                .put("totalTokenCount", StandInModels.TOKENS_IN + StandInModels.TOKENS_OUT);
        answer.put("modelVersion", MODEL);
        return answer;
    }

    private static ObjectNode parts(ObjectNode answer) {
        return (ObjectNode) answer.at("/candidates/0/content/parts/0");
    }

    private static com.fasterxml.jackson.databind.JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
