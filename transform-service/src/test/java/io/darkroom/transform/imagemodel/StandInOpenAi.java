package io.darkroom.transform.imagemodel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.darkroom.contracts.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for OpenAI's {@code POST /v1/images/edits}: reads the multipart form as its
 * documentation has it, and answers with {@code b64_json}, or with the errors that were put in
 * line.
 */
public final class StandInOpenAi implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]+)\"");

    /** What one request held. */
    public record Edit(String authorization, Map<String, byte[]> parts) {
        public byte[] part(String name) {
            return parts.getOrDefault(name, new byte[0]);
        }

        public String text(String name) {
            return new String(part(name), StandardCharsets.UTF_8);
        }
    }

    private record Trouble(int status, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final List<Edit> edits = new ArrayList<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private UnaryOperator<byte[]> painter = image -> image;

    public StandInOpenAi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/images/edits", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** What is painted of an image, PNG to a file. */
    public synchronized void paints(UnaryOperator<byte[]> painter) {
        this.painter = painter;
    }

    /** The next answer. */
    public synchronized void fails(int status, String code, Map<String, String> headers) {
        String body =
                "{\"error\": {\"message\": \"Bearer sk-secret said no\", \"type\": \"x\", \"code\": \"%s\"}}"
                        .formatted(code);
        troubles.add(new Trouble(status, body, headers));
    }

    /** The next answer, whatever it is. */
    public synchronized void answers(String body) {
        troubles.add(new Trouble(200, body, Map.of()));
    }

    public synchronized List<Edit> edits() {
        return List.copyOf(edits);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        var edit =
                new Edit(
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                        parts(body, type.substring(type.indexOf("boundary=") + 9)));
        byte[] answer;
        int status = 200;
        synchronized (this) {
            edits.add(edit);
            Trouble trouble = troubles.poll();
            if (trouble != null) {
                trouble.headers.forEach(exchange.getResponseHeaders()::set);
                status = trouble.status;
                answer = trouble.body.getBytes(StandardCharsets.UTF_8);
            } else {
                byte[] painted = painter.apply(edit.part("image"));
                answer =
                        Json.mapper()
                                .writeValueAsBytes(
                                        Map.of(
                                                "created",
                                                1,
                                                "data",
                                                List.of(
                                                        Map.of(
                                                                "b64_json",
                                                                Base64.getEncoder()
                                                                        .encodeToString(
                                                                                painted)))));
            }
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** Bytes as Latin-1, so that a byte is a character. */
    private static Map<String, byte[]> parts(byte[] body, String boundary) {
        var parts = new HashMap<String, byte[]>();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String mark = "--" + boundary;
        for (int at = text.indexOf(mark); at >= 0; ) {
            int next = text.indexOf(mark, at + mark.length());
            int head = text.indexOf("\r\n\r\n", at);
            if (next < 0 || head < 0) {
                break;
            }
            Matcher name = NAME.matcher(text.substring(at, head));
            if (name.find()) {
                String content = text.substring(head + 4, next - 2);
                parts.put(name.group(1), content.getBytes(StandardCharsets.ISO_8859_1));
            }
            at = next;
        }
        return parts;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
