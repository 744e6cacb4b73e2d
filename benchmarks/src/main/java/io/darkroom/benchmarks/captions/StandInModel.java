package io.darkroom.benchmarks.captions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.darkroom.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for a provider that speaks OpenAI's chat completions: answers every picture the same
 * after a fixed time, or refuses everybody while it is away.
 */
final class StandInModel implements AutoCloseable {
    private static final String ANSWER =
            "{\"captions\":[{\"language\":\"en\",\"decorative\":false,"
                    + "\"alt\":\"Coloured ovals over a grey gradient.\"}]}";

    private final HttpServer server;
    private final Duration latency;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();

    StandInModel(Duration latency) {
        this.latency = latency;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        } catch (IOException e) {
            throw new UncheckedIOException("The stand-in for a model did not start", e);
        }
        server.createContext("/v1/chat/completions", this::answer);
        server.createContext("/v1/models", exchange -> send(exchange, 200, "{\"data\":[]}"));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1";
    }

    void away(boolean now) {
        away.set(now);
    }

    /** How many questions were answered, and would have been paid for. */
    int answered() {
        return answered.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (away.get()) {
            send(exchange, 503, "{\"error\":{\"message\":\"away\"}}");
            return;
        }
        answered.incrementAndGet();
        try {
            Thread.sleep(latency);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        var whole = Json.mapper().createObjectNode();
        whole.put("id", "1").put("object", "chat.completion").put("model", "stand-in");
        var choice =
                whole.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", ANSWER);
        whole.putObject("usage").put("prompt_tokens", 800).put("completion_tokens", 60);
        send(exchange, 200, whole.toString());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
