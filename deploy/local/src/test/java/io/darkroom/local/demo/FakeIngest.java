package io.darkroom.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.darkroom.contracts.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fake of ingest-service for the client's tests: answers what API.md says, keeps what it got. */
final class FakeIngest implements AutoCloseable {
    static final String KEY = "right-key";

    /** The bytes of a file that is refused for its type. */
    static final String NO_PICTURE = "no picture";

    private final HttpServer server;
    private final List<String> uploads = new CopyOnWriteArrayList<>();
    private final List<String> keysSeenByStorage = new CopyOnWriteArrayList<>();

    FakeIngest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/assets", this::assets);
        server.createContext("/storage", this::storage);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    List<String> uploads() {
        return uploads;
    }

    List<String> keysSeenByStorage() {
        return keysSeenByStorage;
    }

    private void assets(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(
                    exchange,
                    401,
                    Json.mapper()
                            .writeValueAsBytes(
                                    Map.of(
                                            "type",
                                            "urn:darkroom:problem:unauthenticated",
                                            "title",
                                            "No valid key")));
        } else if (exchange.getRequestURI().getPath().contains("/variants/")) {
            exchange.getResponseHeaders().add("Location", "/storage/crop");
            answer(exchange, 302, new byte[0]);
        } else {
            if (new String(body, StandardCharsets.ISO_8859_1).contains(NO_PICTURE)) {
                answer(
                        exchange,
                        415,
                        Json.mapper().writeValueAsBytes(Map.of("detail", "It looks like text.")));
                return;
            }
            boolean upload = exchange.getRequestMethod().equals("POST");
            if (upload) {
                uploads.add(new String(body, StandardCharsets.ISO_8859_1));
            }
            answer(
                    exchange,
                    upload ? 202 : 200,
                    Json.mapper().writeValueAsBytes(SampleAssets.published("table.jpg")));
        }
    }

    private void storage(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Authorization");
        if (key != null) {
            keysSeenByStorage.add(key);
        }
        answer(exchange, 200, "pixels".getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
