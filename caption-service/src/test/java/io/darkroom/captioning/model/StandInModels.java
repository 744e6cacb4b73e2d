package io.darkroom.captioning.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for the four providers: one HTTP server that speaks OpenAI's chat completions, Ollama's
 * chat, Anthropic's messages and Gemini's generateContent as their makers document them, and does
 * with each question what the test says. For tests and benchmarks only.
 */
public final class StandInModels implements AutoCloseable {
    public static final int TOKENS_IN = 811;
    public static final int TOKENS_OUT = 64;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Question> questions = Collections.synchronizedList(new ArrayList<>());
    private volatile Behaviour behaviour = (_, _) -> new Says("{}");
    private volatile Reaction look = new Says("{}");

    /** What is done with a question; numbers begin with 1. */
    @FunctionalInterface
    public interface Behaviour {
        Reaction to(Question question, int number);
    }

    /** A question as it came over the wire. */
    public record Question(
            Provider dialect, String path, Map<String, List<String>> headers, JsonNode body) {
        /** What the user is asked, without the picture. */
        public String user() {
            return switch (dialect) {
                case OPENAI -> body.at("/messages/1/content/1/text").asText();
                case OLLAMA -> body.at("/messages/1/content").asText();
                case ANTHROPIC -> body.at("/messages/0/content/1/text").asText();
                case GEMINI -> body.at("/contents/0/parts/1/text").asText();
                case NONE -> "";
            };
        }

        /** The picture, in Base64. */
        public String picture() {
            return switch (dialect) {
                case OPENAI ->
                        body.at("/messages/1/content/0/image_url/url")
                                .asText()
                                .replace("data:image/jpeg;base64,", "");
                case OLLAMA -> body.at("/messages/1/images/0").asText();
                case ANTHROPIC -> body.at("/messages/0/content/0/source/data").asText();
                case GEMINI -> body.at("/contents/0/parts/0/inlineData/data").asText();
                case NONE -> "";
            };
        }
    }

    /** What the server does. */
    public sealed interface Reaction {}

    /** An answer, in the dialect's envelope. */
    public record Says(String text) implements Reaction {}

    /** An answer that was cut at the limit of tokens. */
    public record SaysHalf(String text) implements Reaction {}

    /** The argument of a tool call. */
    public record CallsTool(String arguments) implements Reaction {}

    /** A refusal as the provider's interface has it. */
    public record Refuses() implements Reaction {}

    /** An error. */
    public record Fails(int status, Map<String, String> headers) implements Reaction {
        public Fails(int status) {
            this(status, Map.of());
        }
    }

    /** Status 200 with anything for a body. */
    public record Raw(String body) implements Reaction {}

    /** No answer until the server is closed. */
    public record Hangs() implements Reaction {}

    /** A connection that breaks within the answer. */
    public record Cuts() implements Reaction {}

    /** An answer after a while. */
    public record Slow(Reaction then, long millis) implements Reaction {}

    public StandInModels() {
        this(0);
    }

    /**
     * @param port 0 for any
     */
    public StandInModels(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public void behave(Behaviour next) {
        questions.clear();
        behaviour = next;
    }

    /** Every question gets the same. */
    public void always(Reaction reaction) {
        behave((_, _) -> reaction);
    }

    /** What whoever looks for the model gets. */
    public void onLook(Reaction reaction) {
        look = reaction;
    }

    public List<Question> questions() {
        synchronized (questions) {
            return List.copyOf(questions);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Where the dialect is spoken, as its provider's base address ends. */
    public URI address(Provider dialect) {
        String path =
                switch (dialect) {
                    case OPENAI -> "/v1";
                    case OLLAMA -> "";
                    case ANTHROPIC -> "/anthropic/v1";
                    case GEMINI -> "/gemini/v1beta";
                    case NONE -> throw new IllegalArgumentException("No dialect");
                };
        return URI.create("http://localhost:" + port() + path);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Provider dialect = dialect(path);
        try (exchange) {
            if (dialect == Provider.NONE) {
                react(exchange, dialect, look);
                return;
            }
            var question =
                    new Question(dialect, path, exchange.getRequestHeaders(), JSON.readTree(body));
            int number;
            synchronized (questions) {
                questions.add(question);
                number = questions.size();
            }
            react(exchange, dialect, behaviour.to(question, number));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Provider dialect(String path) {
        if (path.equals("/v1/chat/completions")) {
            return Provider.OPENAI;
        }
        if (path.equals("/api/chat")) {
            return Provider.OLLAMA;
        }
        if (path.equals("/anthropic/v1/messages")) {
            return Provider.ANTHROPIC;
        }
        return path.matches("/gemini/v1beta/models/[^/]+:generateContent")
                ? Provider.GEMINI
                : Provider.NONE;
    }

    private void react(HttpExchange exchange, Provider dialect, Reaction reaction)
            throws IOException, InterruptedException {
        switch (reaction) {
            case Says(var text) -> send(exchange, 200, Envelopes.text(dialect, text, "stop"));
            case SaysHalf(var text) -> send(exchange, 200, Envelopes.text(dialect, text, "length"));
            case CallsTool(var arguments) ->
                    send(exchange, 200, Envelopes.tool(dialect, arguments));
            case Refuses _ -> send(exchange, 200, Envelopes.refusal(dialect));
            case Raw(var raw) -> send(exchange, 200, raw);
            case Hangs _ -> closed.await();
            case Slow(var then, var millis) -> {
                if (!closed.await(millis, TimeUnit.MILLISECONDS)) {
                    react(exchange, dialect, then);
                }
            }
            case Cuts _ -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("{\"choices\":[".getBytes(UTF_8));
                exchange.getResponseBody().flush();
            }
            case Fails(var status, var headers) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                ObjectNode error = JSON.createObjectNode();
                error.putObject("error")
                        .put("message", "key sk-secret was refused")
                        .put("type", "x");
                send(exchange, status, error.toString());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
