package io.darkroom.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestClientTest {
    private static final UUID ID = UUID.fromString("01939f4e-0000-7000-8000-000000000001");
    private static final SamplePicture PICTURE =
            Pictures.twelveMegapixels(Path.of("nowhere")).getFirst();

    private final AtomicReference<String> received = new AtomicReference<>("");
    private HttpServer server;
    private int status = 202;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/assets", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            received.set(
                    exchange.getRequestHeaders().getFirst("Authorization")
                            + "\n"
                            + new String(body, StandardCharsets.ISO_8859_1));
            byte[] asset = asset().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, asset.length);
            exchange.getResponseBody().write(asset);
        }
    }

    private static String asset() {
        return """
        {"id": "%s", "tenant": "default", "revision": 0, "state": "ENRICHING", "complete": true,
         "createdAt": "2026-11-23T10:00:00Z", "updatedAt": "2026-11-23T10:00:00Z",
         "original": {"contentType": "image/jpeg", "bytes": 10, "width": 4, "height": 3, "sha256": "%s"},
         "request": {"stages": ["auto-tag"], "moderation": "skip"}}
        """
                .formatted(ID, "ab".repeat(32));
    }

    private URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @Test
    void anUploadIsAMultipartBodyWithBothParts() throws InterruptedException {
        try (var client = new IngestClient(uri(), "key")) {
            var id = client.upload(PICTURE, "{}");

            assertThat(id).isEqualTo(ID);
        }
        assertThat(received.get())
                .startsWith("Bearer key\n--darkroom-bench-")
                .contains("name=\"request\"\r\nContent-Type: application/json\r\n\r\n{")
                .contains("name=\"file\"; filename=\"drawn\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .endsWith("--\r\n");
        String file = new String(PICTURE.bytes(), StandardCharsets.ISO_8859_1);
        assertThat(received.get().contains("\r\n\r\n" + file + "\r\n--darkroom-bench-"))
                .as("the picture's bytes stand whole between the headers and the end")
                .isTrue();
    }

    @Test
    void aRefusalIsToldWithItsBody() throws InterruptedException {
        status = 503;
        try (var client = new IngestClient(uri(), "key")) {
            assertThatThrownBy(() -> client.upload(PICTURE, "{}"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("503")
                    .hasMessageContaining(ID.toString());
        }
    }

    @Test
    void whereNobodyAnswersTheMessageSaysWhatToStart() {
        server.stop(0);
        try (var client = new IngestClient(uri(), "key")) {
            assertThatThrownBy(() -> client.upload(PICTURE, "{}"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("./darkroom up");
        }
    }
}
