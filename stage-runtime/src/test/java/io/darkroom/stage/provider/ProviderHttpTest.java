package io.darkroom.stage.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider is trusted with nothing: not with its answer's size, nor its pace, nor its words. */
class ProviderHttpTest {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final int LIMIT = 1000;

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    ProviderHttpTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        try (exchange) {
            switch (path) {
                case "/stalls" -> {
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write('1');
                    exchange.getResponseBody().flush();
                    await();
                }
                case "/moved" -> {
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                }
                case "/busy" -> {
                    exchange.getResponseHeaders()
                            .add("Retry-After", exchange.getRequestURI().getQuery());
                    exchange.sendResponseHeaders(503, -1);
                }
                default -> {
                    // A length of 0 is chunked: the size is known only once it was read.
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(new byte[Integer.parseInt(path.substring(1))]);
                }
            }
        }
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void readsAnAnswerUpToTheLimit() {
        assertThat(send("/1000", PATIENT).body()).hasSize(LIMIT);
        assertThatThrownBy(() -> send("/1001", PATIENT))
                .isInstanceOf(AnswerTooLargeException.class)
                .hasMessageContaining("1000 bytes");
    }

    @Test
    void waitsForTheLastByteAndNotTheFirstOnly() {
        assertThatThrownBy(() -> send("/stalls", Duration.ofMillis(300)))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void carriesAKeyToNobodyElse() {
        assertThat(send("/moved", PATIENT).statusCode()).isEqualTo(307);
        assertThat(asked).containsExactly("/moved");
    }

    @Test
    void tellsHowLongTheProviderWantsToBeLeftAlone() {
        assertThat(ProviderHttp.retryAfter(send("/busy?7", PATIENT)))
                .hasValue(Duration.ofSeconds(7));
        assertThat(ProviderHttp.retryAfter(send("/busy?86400", PATIENT)))
                .as("an hour at the most")
                .hasValue(Duration.ofHours(1));
        assertThat(ProviderHttp.retryAfter(send("/1", PATIENT))).isEmpty();
    }

    @Test
    void nobodyThereIsToldApart() {
        server.stop(0);

        assertThatThrownBy(() -> send("/1", PATIENT)).hasCauseInstanceOf(ConnectException.class);
    }

    private HttpResponse<byte[]> send(String path, Duration timeout) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new ProviderHttp(CONNECT, timeout, LIMIT).send(HttpRequest.newBuilder(uri).build());
    }
}
