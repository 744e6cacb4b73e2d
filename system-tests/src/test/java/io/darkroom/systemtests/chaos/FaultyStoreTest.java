package io.darkroom.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wire before the store fails in the way it is told to, and in no other. */
class FaultyStoreTest {
    private static final byte[] OBJECT = new byte[100_000];

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private FaultyStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, OBJECT.length);
                    try (var body = exchange.getResponseBody()) {
                        body.write(OBJECT);
                    }
                });
        server.start();
        store = new FaultyStore(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
        http.close();
    }

    @Test
    void passesEverything() throws Exception {
        assertThat(get().body()).hasSize(OBJECT.length);
        assertThat(put().statusCode()).isEqualTo(200);
    }

    @Test
    void isNotThere() {
        store.set(FaultyStore.Mode.DOWN);
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    }

    @Test
    void hasTooMuchToDo() throws Exception {
        store.set(FaultyStore.Mode.UNAVAILABLE);
        assertThat(put().statusCode()).isEqualTo(503);
        assertThat(new String(get().body(), StandardCharsets.US_ASCII))
                .contains("<Code>SlowDown</Code>");
    }

    @Test
    void cutsWhatIsRead() {
        store.set(FaultyStore.Mode.CUT);
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    }

    @Test
    void isFullForWritesOnly() throws Exception {
        store.set(FaultyStore.Mode.FULL);
        assertThat(put().statusCode()).isEqualTo(507);
        assertThat(get().body()).hasSize(OBJECT.length);
    }

    @Test
    void isWellAgain() throws Exception {
        store.set(FaultyStore.Mode.DOWN);
        store.set(FaultyStore.Mode.PASS);
        assertThat(get().statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> get() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address()).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> put() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address()).PUT(BodyPublishers.ofByteArray(OBJECT)).build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private URI address() {
        return URI.create("http://localhost:" + store.port() + "/bucket/key");
    }
}
