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
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
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

    private static final String MARK = "bench-";
    private static final int UUID_LENGTH = 36;

    private final HttpServer server;
    private final Duration latency;
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicBoolean held = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();

    /**
     * A question that came.
     *
     * @param nanoTime of {@link System#nanoTime()} when it was whole
     */
    record Asked(UUID picture, long nanoTime) {}

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

    /**
     * From now on whoever asks hears nothing, as of a model that is at work for ever; or is
     * answered again. Who was not answered stays so.
     */
    void hold(boolean now) {
        held.set(now);
    }

    /** What a request's metadata is to hold, so that the model sees what it is asked about. */
    static String mark(UUID picture) {
        return MARK + picture;
    }

    /** Every question about a marked picture, in the order in which they came. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** How many questions were answered, and would have been paid for. */
    int answered() {
        return answered.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        note(exchange.getRequestBody().readAllBytes());
        if (held.get()) {
            waitForEver();
            exchange.close();
            return;
        }
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

    private void note(byte[] question) {
        // Base64, which most of it is, has no hyphen.
        String text = new String(question, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(MARK);
        if (at >= 0) {
            String id = text.substring(at + MARK.length(), at + MARK.length() + UUID_LENGTH);
            asked.add(new Asked(UUID.fromString(id), System.nanoTime()));
        }
    }

    private void waitForEver() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
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
        closed.countDown();
        server.stop(0);
    }
}
